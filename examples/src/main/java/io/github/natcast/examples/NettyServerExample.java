package io.github.natcast.examples;

import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.netty.NatcastHandler;
import io.github.natcast.streamer.signaling.Signaling;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A Netty server that greets at {@code /} and shows the test pattern at {@code /live/}. Arguments: HTTP port and media
 * port; 8080 and 10111 unless given.
 */
public final class NettyServerExample {
    private NettyServerExample() {}

    public static void main(String[] arguments) throws StreamerException {
        Logging.install();
        int httpPort = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        int mediaPort = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10111;
        ExecutorService workers = Executors.newFixedThreadPool(4);
        EventLoopGroup eventLoops = eventLoops();
        try (Streamer streamer =
                Streamer.builder().noHttpPort().mediaPort(mediaPort).build()) {
            streamer.start();
            Channel listening = new ServerBootstrap()
                    .group(eventLoops)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new Pipeline(streamer.signaling(), workers))
                    .bind(httpPort)
                    .sync()
                    .channel();
            int port = ((InetSocketAddress) listening.localAddress()).getPort();
            System.out.println("watch at http://localhost:" + port + "/live/");
            listening.closeFuture().sync();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            eventLoops.shutdownGracefully().awaitUninterruptibly(3, TimeUnit.SECONDS);
            workers.shutdown();
        }
    }

    @SuppressWarnings("deprecation") // of Netty 4.2, where 4.1 has nothing else
    private static EventLoopGroup eventLoops() {
        return new NioEventLoopGroup(2);
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final Signaling signaling;
        private final ExecutorService workers;

        Pipeline(Signaling signaling, ExecutorService workers) {
            this.signaling = signaling;
            this.workers = workers;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(signaling.maximumBodyBytes()))
                    .addLast(new NatcastHandler(signaling, "/live", workers))
                    .addLast(new Greeting());
        }
    }

    /** What the program served before. */
    private static final class Greeting extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            byte[] body = "Watch at /live/\n".getBytes(StandardCharsets.UTF_8);
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
            response.headers().set("Content-Length", body.length).set("Content-Type", "text/plain; charset=utf-8");
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }
}
