package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's DTLS, for the warm-up and for tests. It is beside the server since no other package knows Bouncy Castle.
 * {@link #receive} takes packets from any thread; the rest belongs to one thread.
 */
public final class LoopbackDtlsClient {
    private final ViewerTlsClient policy;
    private final PacketQueue queue;
    private @Nullable DTLSTransport transport;

    public LoopbackDtlsClient(
            DtlsIdentity identity,
            Fingerprint server,
            List<SrtpProfile> offered,
            int timeoutMillis,
            DtlsConnection.Output output) {
        this.policy = new ViewerTlsClient(identity, List.of(server), offered, timeoutMillis);
        this.queue = new PacketQueue(output);
    }

    public void receive(byte[] buffer, int offset, int length) {
        queue.add(buffer, offset, length);
    }

    /** Performs the handshake; blocks until it is finished. */
    public SrtpKeyingMaterial connect() throws IOException {
        transport = policy.shakeHands(queue);
        return policy.outcome().keys();
    }

    /** Whether close_notify arrives within {@code millis}. */
    public boolean awaitClose(int millis) throws IOException {
        for (int i = 0; i < millis / 10 && !policy.outcome().closeNotifyReceived(); i++) {
            transport().receive(new byte[2048], 0, 2048, 10);
        }
        return policy.outcome().closeNotifyReceived();
    }

    /** Sends close_notify. */
    public void close() throws IOException {
        transport().close();
    }

    private DTLSTransport transport() {
        if (transport == null) {
            throw new IllegalStateException("not connected");
        }
        return transport;
    }
}
