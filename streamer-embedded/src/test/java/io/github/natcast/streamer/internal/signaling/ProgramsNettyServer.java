package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.netty.NatcastHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.concurrent.TimeUnit;

/**
 * A Netty server that a program might have, on a free loopback port: the streamer at {@code /live}, its own elsewhere.
 */
final class ProgramsNettyServer implements AutoCloseable {
    static final String PREFIX = "/on%20air/live";

    final FakeStreamer streamer = new FakeStreamer();
    private final Workers workers = new Workers();
    private final SignalingEndpoint signaling = TestRequests.endpoint(streamer, SignalingSettings.OPEN, workers);

    @SuppressWarnings("deprecation") // of Netty 4.2, where 4.1 has nothing else
    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);

    private final Channel listening = new ServerBootstrap()
            .group(eventLoops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                    channel.pipeline()
                            .addLast(new HttpServerCodec())
                            .addLast(new HttpContentCompressor())
                            .addLast(new HttpObjectAggregator(signaling.maximumBodyBytes()))
                            .addLast(new Login())
                            .addLast(new NatcastHandler(signaling, PREFIX, workers))
                            .addLast(new OwnPages());
                }
            })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Authenticates everybody as anna. */
    private static final class Login extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            Principal anna = () -> "anna";
            ctx.channel().attr(NatcastHandler.USER).set(anna);
            ctx.fireChannelRead(message);
        }
    }

    /** Answers with the path. */
    private static final class OwnPages extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            byte[] body = ("own " + request.uri()).getBytes(StandardCharsets.UTF_8);
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
            response.headers().set("Content-Length", body.length);
            ChannelFuture ignored = ctx.writeAndFlush(response, ctx.voidPromise());
        }
    }

    /** In the order of a program: the streamer first. */
    @Override
    public void close() {
        signaling.close();
        streamer.close();
        listening.close().syncUninterruptibly();
        eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        workers.close();
    }
}
