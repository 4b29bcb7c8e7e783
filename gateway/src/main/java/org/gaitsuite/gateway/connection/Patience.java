package org.gaitsuite.gateway.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client does not finish the headers of a request in time, counted from the opening of the
 * connection or from the first byte after the last answer, and one that has carried no request for too long. Without the first a
 * client could hold connections for ever by sending a header byte now and then ("slowloris"); time-outs for idle
 * connections do not see that. While a request is under way, however long it takes, nothing is done.
 *
 * <p>One timer looks now and then, so that a request costs no timer. Requests are noted from the connection's own event loop and
 * from threads of the framework, hence the lock.
 */
final class Patience extends ChannelInboundHandlerAdapter {
    /** A limit may be overrun by this part of it. */
    private static final int LOOKS = 4;

    private static final int LEAVE_SECONDS = 1;

    private final long headersNanos;
    private final long idleNanos;
    private long since = System.nanoTime();
    private int underWay;
    private boolean headersAwaited = true;
    private boolean multiplexed;

    Patience(long headersNanos, long idleNanos) {
        this.headersNanos = headersNanos;
        this.idleNanos = idleNanos;
    }

    /** Over HTTP/2 requests overlap, and half-sent headers hold no more than one connection with many of them. */
    synchronized void requestBegan(boolean overHttp2) {
        underWay++;
        multiplexed = overHttp2;
        headersAwaited = false;
    }

    synchronized void requestEnded() {
        underWay--;
        since = System.nanoTime();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        lookLater(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        noteBytes();
        context.fireChannelRead(bytes);
    }

    private synchronized void noteBytes() {
        if (underWay == 0 && !headersAwaited && !multiplexed) {
            headersAwaited = true;
            since = System.nanoTime();
        }
    }

    private void lookLater(ChannelHandlerContext context) {
        long nanos = Math.max(1, Math.min(headersNanos, idleNanos) / LOOKS);
        var _ = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        if (isOver()) {
            // From the far end of the pipeline, so that HTTP/2 and TLS can take their leave. HTTP/2 would wait half a
            // minute for
            // streams that the client has left open.
            var _ = context.channel().close();
            var _ = context.executor().schedule(() -> context.close(), LEAVE_SECONDS, TimeUnit.SECONDS);
        } else {
            lookLater(context);
        }
    }

    private synchronized boolean isOver() {
        return underWay == 0 && System.nanoTime() - since >= (headersAwaited ? headersNanos : idleNanos);
    }
}
