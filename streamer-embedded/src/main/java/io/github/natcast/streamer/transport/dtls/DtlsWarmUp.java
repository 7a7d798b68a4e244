package io.github.natcast.streamer.transport.dtls;

import io.github.natcast.streamer.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.srtp.SrtpProfile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSClientProtocol;

/** Handshakes of this process with itself: the first one in a JVM takes up to two seconds. */
public final class DtlsWarmUp {
    private static final int TIMEOUT_MILLIS = 20_000;

    private DtlsWarmUp() {}

    /**
     * Shakes hands {@code times} times, in memory.
     *
     * @throws IOException if that fails; then no viewer would do better
     */
    public static void run(DtlsServer server, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            shakeHands(server);
        }
    }

    private static void shakeHands(DtlsServer server) throws IOException {
        DtlsIdentity identity = server.identity();
        Halves halves = new Halves(server, identity);
        LoopbackTlsClient client =
                new LoopbackTlsClient(identity, identity.fingerprint(), List.of(SrtpProfile.values()), TIMEOUT_MILLIS);
        new DTLSClientProtocol().connect(client, halves.toServer).close();
        try {
            if (!halves.left.await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("a DTLS handshake inside this process did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while warming up DTLS", e);
        } finally {
            halves.connection.close();
        }
    }

    /** The two sides, each one's output the other one's input. */
    private static final class Halves implements DtlsListener {
        final CountDownLatch left = new CountDownLatch(1);
        final DtlsConnection connection;
        final PacketQueue toServer;

        Halves(DtlsServer server, DtlsIdentity identity) {
            PacketQueue[] client = new PacketQueue[1];
            connection = server.open(
                    List.of(identity.fingerprint()),
                    (packet, offset, length) -> client[0].add(packet, offset, length),
                    Runnable::run,
                    this);
            toServer = new PacketQueue(connection::receive);
            client[0] = toServer;
        }

        @Override
        public void onClientHello() {}

        @Override
        public void onEstablished(SrtpKeyingMaterial keys) {}

        @Override
        public void onClosed(DtlsClosure closure, String reason) {
            left.countDown();
        }
    }
}
