package org.gaitsuite.gateway.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes connections whose client does not finish the headers of a request in time, counted from the opening of the
 * connection or from the first byte after the last answer. Without it a client could hold connections for ever by sending
 * a header byte now and then ("slowloris"); time-outs for idle connections do not see that.
 *
 * <p>Vert.x has no such limit and no hook before a request is complete, so this uses Netty's, which is found through
 * {@link java.util.ServiceLoader} once {@link #install()} has been called, before the first connection of the process.
 */
@RegisterForReflection // Service loaders make it by name.
public final class HeaderDeadline extends ChannelInitializerExtension {
    /** System property with the time allowed, milliseconds; {@value #USUAL_MILLIS} when not set. */
    public static final String MILLIS_PROPERTY = "org.gaitsuite.header-deadline-millis";

    private static final long USUAL_MILLIS = 20_000;
    private static final AttributeKey<AtomicLong> WAITING_SINCE = AttributeKey.valueOf("gait.waiting-since");

    /** Values of the attribute other than an instant. */
    private static final long REQUEST_UNDER_WAY = Long.MIN_VALUE;

    private static final long IDLE = Long.MIN_VALUE + 1;
    private static final long MULTIPLEXED = Long.MIN_VALUE + 2;

    private final long limitNanos = TimeUnit.MILLISECONDS.toNanos(Long.getLong(MILLIS_PROPERTY, USUAL_MILLIS));

    /** Makes Netty look for this class. */
    public static void install() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** Notes that a request has come over {@code connection}. */
    public static void requestBegan(HttpConnection connection, HttpVersion version) {
        // Over HTTP/2 requests overlap, and half-sent headers hold no more than one connection with many of them.
        note(connection, version == HttpVersion.HTTP_2 ? MULTIPLEXED : REQUEST_UNDER_WAY);
    }

    /** Notes that the answer has gone and the next request may come. */
    public static void requestEnded(HttpConnection connection, HttpVersion version) {
        if (version != HttpVersion.HTTP_2) {
            note(connection, IDLE);
        }
    }

    private static void note(HttpConnection connection, long state) {
        if (connection instanceof ConnectionBase base) {
            AtomicLong since = base.channel().attr(WAITING_SINCE).get();
            if (since != null) {
                since.set(state);
            }
        }
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        AtomicLong since = new AtomicLong(System.nanoTime());
        channel.attr(WAITING_SINCE).set(since);
        channel.pipeline().addFirst("header-deadline", new Watch(since, limitNanos));
    }

    private static boolean isInstant(long value) {
        return value != REQUEST_UNDER_WAY && value != IDLE && value != MULTIPLEXED;
    }

    /** Notes the first byte after a pause, and looks now and then how long it was ago. */
    private static final class Watch extends ChannelInboundHandlerAdapter {
        private final AtomicLong since;
        private final long limitNanos;

        Watch(AtomicLong since, long limitNanos) {
            this.since = since;
            this.limitNanos = limitNanos;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            lookLater(context, limitNanos);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (since.get() == IDLE) {
                since.set(System.nanoTime());
                lookLater(context, limitNanos);
            }
            context.fireChannelRead(bytes);
        }

        private void lookLater(ChannelHandlerContext context, long nanos) {
            var _ = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
        }

        private void look(ChannelHandlerContext context) {
            long begun = since.get();
            if (context.channel().isActive() && isInstant(begun) && System.nanoTime() - begun >= limitNanos) {
                var _ = context.close();
            }
        }
    }
}
