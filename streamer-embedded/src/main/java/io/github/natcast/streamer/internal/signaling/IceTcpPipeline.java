package io.github.natcast.streamer.internal.signaling;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the pipeline of a connection to a port that serves ICE-TCP alone, behind what a proxy put in front. */
final class IceTcpPipeline extends ChannelInitializer<SocketChannel> {
    private final SignalingContext context;
    private final Supplier<ChannelHandler> handlers;
    private final ChannelGroup connections;

    IceTcpPipeline(SignalingContext context, Supplier<ChannelHandler> handlers, ChannelGroup connections) {
        this.context = context;
        this.handlers = handlers;
        this.connections = connections;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        channel.pipeline().addLast(new ProxyProtocolReader(context.forwarders().proxyProtocol()));
        channel.pipeline().addLast(new ProtocolSorter(Optional.empty(), handlers));
    }
}
