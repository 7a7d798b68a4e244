package io.github.natcast.streamer.internal.transport.dtls;

import java.io.IOException;
import org.bouncycastle.tls.DatagramTransport;

/** A viewer's packets during a {@link Turn}, which may end while it waits for them. Confined to the turn's thread. */
final class PatientPackets implements DatagramTransport {
    /** How soon a turn that must end does. */
    private static final int LOOK_MILLIS = 80;

    private final PacketQueue queue;
    private final Turn turn;

    PatientPackets(PacketQueue queue, Turn turn) {
        this.queue = queue;
        this.turn = turn;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        // After the handshake there is no waiting, and the turn is another's.
        if (!queue.waits()) {
            return queue.receive(buffer, offset, length, waitMillis);
        }
        if (!queue.isEmpty()) {
            return heard(queue.receive(buffer, offset, length, waitMillis));
        }
        turn.pause();
        try {
            for (int left = waitMillis; ; left -= LOOK_MILLIS) {
                int received = heard(queue.receive(buffer, offset, length, Math.min(left, LOOK_MILLIS)));
                if (received >= 0 || left <= LOOK_MILLIS) {
                    return received;
                }
                turn.requireProgress();
            }
        } finally {
            turn.goOn();
        }
    }

    /** Whoever sends is not silent, but may send for too long. */
    private int heard(int received) throws Turn.Lost {
        if (received >= 0) {
            turn.heard();
            turn.requireProgress();
        }
        return received;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        queue.send(buffer, offset, length);
    }

    @Override
    public int getReceiveLimit() {
        return queue.getReceiveLimit();
    }

    @Override
    public int getSendLimit() {
        return queue.getSendLimit();
    }

    @Override
    public void close() {
        queue.close();
    }
}
