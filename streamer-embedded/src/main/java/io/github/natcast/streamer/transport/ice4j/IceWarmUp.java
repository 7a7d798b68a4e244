package io.github.natcast.streamer.transport.ice4j;

import io.github.natcast.streamer.transport.IceCredentials;
import io.github.natcast.streamer.transport.IceSession;
import io.github.natcast.streamer.transport.IceSessionListener;
import io.github.natcast.streamer.transport.MediaPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Joins viewers of its own over the loopback interface: the first check in a JVM takes some hundred milliseconds. */
public final class IceWarmUp {
    private static final IceCredentials VIEWER = new IceCredentials("warm", "warmwarmwarmwarmwarmwarm");
    private static final long TIMEOUT_SECONDS = 20;

    private IceWarmUp() {}

    /**
     * Lets {@code viewers} come and go on a port of its own.
     *
     * @throws IOException if the loopback interface cannot be used, or no path was found over it
     */
    public static void run(int viewers) throws IOException {
        try (Ice4jTransport transport = Ice4jTransport.bind(InetAddress.getLoopbackAddress(), 0, 1)) {
            for (int i = 0; i < viewers; i++) {
                join(transport);
            }
        }
    }

    private static void join(Ice4jTransport transport) throws IOException {
        CountDownLatch found = new CountDownLatch(1);
        InetSocketAddress server = transport.localAddresses().get(0);
        try (IceSession session = transport.open(new Awaiting(found));
                WarmUpViewer viewer = new WarmUpViewer(server, VIEWER, session.localCredentials())) {
            session.start(VIEWER);
            viewer.check();
            if (!found.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no path was found over the loopback interface within " + TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while warming up ICE", e);
        }
    }

    private record Awaiting(CountDownLatch found) implements IceSessionListener {
        @Override
        public void onPath(MediaPath path) {
            found.countDown();
        }

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {}

        @Override
        public void onFailed(String reason) {}
    }
}
