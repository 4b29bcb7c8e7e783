package org.gaitsuite.gateway.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.util.AttributeKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Meets every connection when it opens: it is let in by {@link Doorkeeper}, watched by {@link Patience} and read by
 * {@link StrictDecoder}.
 *
 * <p>Vert.x has no hook before a request is complete, so this uses Netty's, which is found through
 * {@link java.util.ServiceLoader} once {@link #install()} has been called, before the first connection of the process.
 */
@RegisterForReflection // Service loaders make it by name.
public final class Connections extends ChannelInitializerExtension {
    private static final AttributeKey<Patience> PATIENCE = AttributeKey.valueOf("gait.patience");

    /** Makes Netty look for this class. */
    public static void install() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** Notes that a request has come over {@code connection}. */
    public static void requestBegan(HttpConnection connection, HttpVersion version) {
        Patience patience = patienceWith(connection);
        if (patience != null) {
            patience.requestBegan(version == HttpVersion.HTTP_2);
        }
    }

    /** Notes that the answer has gone. */
    public static void requestEnded(HttpConnection connection) {
        Patience patience = patienceWith(connection);
        if (patience != null) {
            patience.requestEnded();
        }
    }

    private static @Nullable Patience patienceWith(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                ? base.channel().attr(PATIENCE).get()
                : null;
    }

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        channel.pipeline().addFirst("doorkeeper", new Doorkeeper());
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        ConnectionRules.Rules rules = ConnectionRules.inForce();
        if (rules == null) {
            return;
        }
        Patience patience =
                new Patience(rules.headersWithin().toNanos(), rules.idle().toNanos());
        channel.attr(PATIENCE).set(patience);
        channel.pipeline()
                .addFirst("patience", patience)
                .addLast("strictness", new StrictDecoder.Fitting(rules.http()));
    }
}
