package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Performs the handshake with every viewer, mostly as DTLS server ({@code a=setup:passive}); as client where the viewer
 * offers nothing else. Handshakes share a bounded number of threads, which end when nobody joins: a thousand viewers
 * who join at once wait for their {@linkplain Handshakes turn} instead of taking a thousand threads. Thread-safe.
 */
public final class DtlsServer implements AutoCloseable {
    private static final Duration IDLE_THREAD = Duration.ofSeconds(2);

    private final DtlsIdentity identity;
    private final int timeoutMillis;
    private final RefusalCounts refusals;
    private final ThreadPoolExecutor threads;
    private final Handshakes handshakes;

    /**
     * @param handshakeThreads how many handshakes run at a time, 1 to 256; one takes two round trips and about two
     *     milliseconds of processor time
     * @param handshakeTimeout how long a viewer may take from its turn on while nobody else waits, 1 s to 60 s
     */
    public DtlsServer(DtlsIdentity identity, int handshakeThreads, Duration handshakeTimeout) {
        this(identity, handshakeThreads, handshakeTimeout, ThreadFailures.logged(), new RefusalCounts());
    }

    /**
     * @param failures is told of handshakes that fail for a reason on this side
     * @param refusals counts the handshakes that were given up for the sake of others
     */
    public DtlsServer(
            DtlsIdentity identity,
            int handshakeThreads,
            Duration handshakeTimeout,
            ThreadFailures failures,
            RefusalCounts refusals) {
        if (handshakeThreads < 1 || handshakeThreads > 256) {
            throw new IllegalArgumentException("handshake threads: " + handshakeThreads + " is not 1 to 256");
        }
        if (handshakeTimeout.toMillis() < 1_000 || handshakeTimeout.toMillis() > 60_000) {
            throw new IllegalArgumentException("handshake timeout: " + handshakeTimeout + " is not 1 s to 60 s");
        }
        this.identity = identity;
        this.refusals = refusals;
        this.timeoutMillis = (int) handshakeTimeout.toMillis();
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE, // bounded by the handshakes that run at a time
                IDLE_THREAD.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                task -> failures.daemon("natcast-dtls-" + number.incrementAndGet(), task));
        this.handshakes =
                new Handshakes(handshakeThreads, Runtime.getRuntime().availableProcessors(), threads, System::nanoTime);
    }

    public DtlsIdentity identity() {
        return identity;
    }

    /**
     * Waits for a viewer's ClientHello, or, as client, for {@link DtlsConnection#pathFound}.
     *
     * @param role this side's
     * @param expected the fingerprints in the viewer's offer; its certificate must match (RFC 8122 §5)
     * @param control runs the listener and the reading of late records, one task at a time
     */
    public DtlsConnection open(
            DtlsRole role,
            List<Fingerprint> expected,
            DtlsConnection.Output output,
            Executor control,
            DtlsListener listener) {
        return open(role, expected, List.of(SrtpProfile.values()), output, control, listener);
    }

    /**
     * Likewise.
     *
     * @param profiles that this side protects packets with, the preferred one first
     */
    public DtlsConnection open(
            DtlsRole role,
            List<Fingerprint> expected,
            List<SrtpProfile> profiles,
            DtlsConnection.Output output,
            Executor control,
            DtlsListener listener) {
        ViewerTls policy = switch (role) {
            case SERVER -> new ViewerTlsServer(identity, List.copyOf(expected), List.copyOf(profiles), timeoutMillis);
            case CLIENT -> new ViewerTlsClient(identity, List.copyOf(expected), List.copyOf(profiles), timeoutMillis);
        };
        return new DtlsConnection(role, policy, output, handshakes, refusals, control, listener);
    }

    /** Ends the threads; whoever opened a connection closes it. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
