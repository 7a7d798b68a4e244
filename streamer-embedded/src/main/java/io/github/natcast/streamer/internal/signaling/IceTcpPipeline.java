package io.github.natcast.streamer.internal.signaling;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the pipeline of a connection to a port that serves ICE-TCP alone. */
final class IceTcpPipeline extends ChannelInitializer<SocketChannel> {
    private final Supplier<ChannelHandler> handlers;
    private final ChannelGroup connections;

    IceTcpPipeline(Supplier<ChannelHandler> handlers, ChannelGroup connections) {
        this.handlers = handlers;
        this.connections = connections;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        channel.pipeline().addLast(new ProtocolSorter(Optional.empty(), handlers));
    }
}
