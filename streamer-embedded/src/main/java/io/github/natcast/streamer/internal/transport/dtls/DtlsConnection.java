package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DTLS with one viewer. A handshake occupies one of the server's threads from the ClientHello on, whoever sends it;
 * after the handshake no thread waits for this viewer, and late records are read on the control executor. Thread-safe.
 */
public final class DtlsConnection implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DtlsConnection.class);
    private static final int LARGEST_RECORD = 2048;

    private final DtlsRole role;
    private final ViewerTls policy;
    private final PacketQueue queue;
    private final EarlyCipherChange early = new EarlyCipherChange();
    private final Handshakes handshakes;
    private final RefusalCounts refusals;
    private final Executor control;
    private final DtlsListener listener;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile @Nullable DTLSTransport established;

    /** Takes DTLS packets for the viewer. Thread-safe; neither blocks nor throws. */
    @FunctionalInterface
    public interface Output {
        void send(byte[] packet, int offset, int length);
    }

    DtlsConnection(
            DtlsRole role,
            ViewerTls policy,
            Output output,
            Handshakes handshakes,
            RefusalCounts refusals,
            Executor control,
            DtlsListener listener) {
        this.role = role;
        this.policy = policy;
        this.queue = new PacketQueue(output);
        this.handshakes = handshakes;
        this.refusals = refusals;
        this.control = control;
        this.listener = listener;
    }

    /**
     * Takes a DTLS packet (RFC 7983: first byte 20 to 63) from the receive thread, and copies it; may change it. Never
     * blocks.
     */
    public void receive(byte[] buffer, int offset, int length) {
        if (ended.get()) {
            return;
        }
        queue.add(buffer, offset, role == DtlsRole.SERVER ? early.filter(buffer, offset, length) : length);
        if (role == DtlsRole.SERVER && !begun.get()) {
            begin();
        } else if (established != null) {
            readLater();
        }
    }

    /** There is a path to the viewer: a client sends its ClientHello now. Idempotent; never blocks. */
    public void pathFound() {
        if (role == DtlsRole.CLIENT && !ended.get()) {
            begin();
        }
    }

    private void begin() {
        if (begun.compareAndSet(false, true)) {
            execute(control, listener::onHandshake);
            beginHandshake();
        }
    }

    private void beginHandshake() {
        try {
            handshakes.begin(this::shakeHands);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("the server is shutting down; a DTLS handshake is dropped");
        } catch (OutOfMemoryError e) {
            ThreadFailures.caught(e);
            refusals.count(Refusal.HANDSHAKES);
            end(DtlsListener.Closure.FAILURE, "the server has no thread for the DTLS handshake: " + e.getMessage());
        }
    }

    private void shakeHands(Turn turn) {
        if (ended.get()) {
            return;
        }
        try {
            DTLSTransport transport = policy.shakeHands(new PatientPackets(queue, turn));
            queue.stopWaiting();
            established = transport;
            if (ended.get()) {
                closeQuietly(transport);
                return;
            }
            execute(control, () -> {
                if (!ended.get()) {
                    listener.onEstablished(policy.outcome().keys());
                }
            });
            readLater();
        } catch (TlsTimeoutException e) {
            end(
                    DtlsListener.Closure.FAILURE,
                    role == DtlsRole.SERVER
                            ? "the viewer began a DTLS handshake and did not go on with it"
                            : "the viewer offers to be the DTLS server and did not finish the handshake");
        } catch (Turn.Lost e) {
            refusals.count(Refusal.HANDSHAKES);
            end(DtlsListener.Closure.FAILURE, Turn.Lost.REASON);
        } catch (IOException | RuntimeException e) {
            LOGGER.debug("DTLS handshake", e);
            end(DtlsListener.Closure.FAILURE, failure().orElse("the DTLS handshake failed: " + e.getMessage()));
        } catch (Error e) {
            ThreadFailures.caught(e);
            end(DtlsListener.Closure.FAILURE, "the DTLS handshake failed on the server: " + e);
        }
    }

    private Optional<String> failure() {
        return policy.outcome().failure();
    }

    private void readLater() {
        if (!queue.isEmpty() && reading.compareAndSet(false, true)) {
            execute(control, this::readWaiting);
        }
    }

    /** Reads alerts, and a Finished that the viewer repeats because ours was lost (RFC 6347 §4.2.4). */
    private void readWaiting() {
        reading.set(false);
        @Nullable DTLSTransport transport = established;
        if (transport == null || ended.get()) {
            return;
        }
        byte[] record = new byte[LARGEST_RECORD];
        try {
            synchronized (transport) {
                while (!policy.outcome().closeNotifyReceived() && !queue.isEmpty()) {
                    // One millisecond is the minimum; zero would wait for ever.
                    transport.receive(record, 0, record.length, 1);
                }
            }
        } catch (InterruptedIOException e) {
            // The queue is empty.
        } catch (IOException e) {
            end(DtlsListener.Closure.FAILURE, failure().orElse("DTLS failed: " + e.getMessage()));
        }
        if (policy.outcome().closeNotifyReceived()) {
            end(DtlsListener.Closure.CLOSE_NOTIFY, "the viewer left");
        }
    }

    private void end(DtlsListener.Closure closure, String reason) {
        if (ended.compareAndSet(false, true)) {
            execute(control, () -> listener.onClosed(closure, reason));
        }
    }

    private static void execute(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("the server is shutting down; a DTLS task is dropped");
        }
    }

    /** Sends the viewer a close_notify, or an alert in mid-handshake. The listener is not called afterwards. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            @Nullable DTLSTransport transport = established;
            if (transport != null) {
                closeQuietly(transport);
            }
            queue.abort();
        }
    }

    private static void closeQuietly(DTLSTransport transport) {
        try {
            synchronized (transport) {
                transport.close();
            }
        } catch (IOException e) {
            LOGGER.debug("closing DTLS", e);
        }
    }
}
