package io.github.natcast.streamer.internal.transport.dtls;

import java.io.InterruptedIOException;
import java.util.function.LongSupplier;

/** One handshake's time on a thread. Confined to that thread. */
final class Turn {
    private static final long LONGEST_SILENCE = Handshakes.LONGEST_SILENCE.toNanos();
    private static final long LONGEST_TURN = Handshakes.LONGEST_TURN.toNanos();

    private final Handshakes handshakes;
    private final LongSupplier nanoTime;
    private final long begun;
    private long heard;
    private boolean lost;

    Turn(Handshakes handshakes, LongSupplier nanoTime) {
        this.handshakes = handshakes;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.heard = begun;
    }

    void pause() {
        handshakes.pause();
    }

    void goOn() {
        handshakes.goOn();
    }

    /** The viewer sent a packet. */
    void heard() {
        heard = nanoTime.getAsLong();
    }

    /** @throws Lost if the viewer did not go on for too long and somebody else waits */
    void requireProgress() throws Lost {
        long now = nanoTime.getAsLong();
        boolean overdue = now - heard >= LONGEST_SILENCE || now - begun >= LONGEST_TURN;
        if (!lost && overdue && handshakes.takes()) {
            lost = true;
        }
        if (lost) {
            throw new Lost();
        }
    }

    boolean isLost() {
        return lost;
    }

    /** Ends a handshake for the sake of another; bctls passes this kind of exception on at once. */
    static final class Lost extends InterruptedIOException {
        static final String REASON = "the viewer did not go on with its DTLS handshake while others waited";
        private static final long serialVersionUID = 1L;

        Lost() {
            super(REASON);
        }
    }
}
