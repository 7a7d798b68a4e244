package io.github.natcast.streamer.httpserver;

import com.sun.net.httpserver.HttpServer;
import io.github.natcast.streamer.internal.signaling.Carrier;
import io.github.natcast.streamer.internal.signaling.WhepContract;
import io.github.natcast.streamer.signaling.Signaling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** WHEP on the JDK's HTTP server. */
final class JdkWhepTest extends WhepContract {
    private static final String MOUNT = "/app/video";

    JdkWhepTest() {
        super(JdkWhepTest::open);
    }

    static Carrier open(Signaling signaling) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(MOUNT, new NatcastHttpHandler(signaling));
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.start();
        return new Carrier(server.getAddress().getPort(), MOUNT, () -> {
            server.stop(0);
            threads.shutdown();
        });
    }
}
