package org.gaitsuite.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;

/**
 * Stands where connections are accepted and closes those of an address that has too many, before anything is spent on them. The port for
 * management is open to all: it is for the operators' own probes, which must see how the process is when it is crowded.
 */
final class Doorkeeper extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        ConnectionRules.Rules rules = ConnectionRules.inForce();
        if (rules == null
                || !(accepted instanceof Channel connection)
                || !(connection.remoteAddress() instanceof InetSocketAddress client)
                || isManagement(context.channel(), rules)) {
            context.fireChannelRead(accepted);
            return;
        }
        Crowds.Network network = Crowds.Network.of(client.getAddress());
        if (rules.crowds().enter(network)) {
            connection.closeFuture().addListener(closed -> rules.crowds().leave(network));
            context.fireChannelRead(accepted);
        } else {
            // It has no event loop yet on which it could be closed in another way.
            connection.unsafe().closeForcibly();
        }
    }

    private static boolean isManagement(Channel listening, ConnectionRules.Rules rules) {
        return listening.localAddress() instanceof InetSocketAddress here && here.getPort() == rules.managementPort();
    }
}
