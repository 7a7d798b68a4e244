package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.signaling.Reports;
import io.github.natcast.streamer.internal.signaling.SignalingEndpoint;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.signaling.SignalingSettings;
import io.github.natcast.streamer.internal.signaling.Workers;
import io.github.natcast.streamer.security.Limits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets: who watches by ICE-TCP has its place for good, whoever comes after it. */
class IceTcpPlacesTest {
    private static final byte[] CHECK = HexFormat.of().parseHex("0014000100002112a442000102030405060708090a0b");
    private static final int PLACES = 3;

    /** Stands for a viewer's media: gives back whatever comes. */
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the test sees what comes back
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            ctx.writeAndFlush(bytes);
        }
    }

    private static SignalingEndpoint signaling() {
        SignalingHandler nobodyWatches = (SignalingHandler) Proxy.newProxyInstance(
                SignalingHandler.class.getClassLoader(),
                new Class<?>[] {SignalingHandler.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        return new SignalingEndpoint(
                SignalingSettings.OPEN.withLimits(Limits.defaults().withConnections(PLACES)),
                nobodyWatches,
                Reports.none(),
                new Random(1),
                new Workers());
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] echoed(Socket viewer, byte[] bytes) throws IOException {
        viewer.getOutputStream().write(bytes);
        return viewer.getInputStream().readNBytes(bytes.length);
    }

    @ParameterizedTest(name = "on the port of HTTP: {0}")
    @ValueSource(booleans = {true, false})
    void silentConnectionsOfStrangersTakeNoViewersPlace(boolean shared) throws Exception {
        InetAddress local = InetAddress.getLoopbackAddress();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        IceTcp iceTcp = new IceTcp(local, shared ? OptionalInt.empty() : OptionalInt.of(0), Echo::new, port::complete);
        ListenSettings settings = new ListenSettings(
                Optional.of(new InetSocketAddress(local, 0)), Optional.of(iceTcp), TrustedSources.NONE);
        List<Socket> strangers = new ArrayList<>();
        try (SignalingServer server = SignalingServer.start(settings, signaling());
                Socket viewer = connect(port.get(5, TimeUnit.SECONDS))) {
            assertThat(echoed(viewer, CHECK)).isEqualTo(CHECK);
            for (int i = 0; i < 2 * PLACES; i++) {
                Socket stranger = connect(server.httpAddress().orElseThrow().getPort());
                strangers.add(stranger);
                assertThat(echoed(viewer, new byte[] {0, 1, (byte) i})).containsExactly(0, 1, i);
            }
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }
}
