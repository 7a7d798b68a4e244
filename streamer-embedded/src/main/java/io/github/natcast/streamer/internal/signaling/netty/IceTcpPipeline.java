package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the pipeline of a connection to a port that serves ICE-TCP alone, behind what a proxy put in front. */
final class IceTcpPipeline extends ChannelInitializer<SocketChannel> {
    private final TrustedSources proxyProtocol;
    private final Supplier<ChannelHandler> handlers;
    private final ChannelGroup connections;
    private final ConnectionPlaces places;

    IceTcpPipeline(
            TrustedSources proxyProtocol,
            Supplier<ChannelHandler> handlers,
            ChannelGroup connections,
            ConnectionPlaces places) {
        this.proxyProtocol = proxyProtocol;
        this.handlers = handlers;
        this.connections = connections;
        this.places = places;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        channel.pipeline().addLast(new ProxyProtocolReader(proxyProtocol));
        channel.pipeline().addLast(new ConnectionGate(places, proxyProtocol));
        channel.pipeline().addLast(new ProtocolSorter(Optional.empty(), this::addIceTcp));
    }

    /** A viewer makes room for nobody. */
    private void addIceTcp(ChannelPipeline pipeline) {
        places.idle().ends(pipeline.channel());
        pipeline.addLast(handlers.get());
    }
}
