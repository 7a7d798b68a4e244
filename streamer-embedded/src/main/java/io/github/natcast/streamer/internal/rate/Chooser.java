package io.github.natcast.streamer.internal.rate;

/** Which rendition a viewer gets: down at once, up only after a probe. Confined to its {@link AdaptiveRate}. */
final class Chooser {
    /** So long a queue calls for less, whatever the estimate says. */
    static final int LONGEST_QUEUE_MICROS = 150_000;

    /** A queue is given so long to become shorter by itself. */
    private static final long PATIENCE_NANOS = 400_000_000;

    /** A switch shows in the queue only after what was sent before has arrived. */
    private static final long SETTLE_NANOS = 1_000_000_000;

    private final Ladder ladder;
    private int current;
    private int wanted;
    private long currentSince;
    private boolean isLong;
    private long longSince;
    private int longAt;

    Chooser(Ladder ladder, long now) {
        this.ladder = ladder;
        this.currentSince = now;
    }

    int current() {
        return current;
    }

    int wanted() {
        return wanted;
    }

    /** Frames of a smaller rendition are about to come. */
    boolean isSteppingDown() {
        return wanted > current;
    }

    /** How long the present rendition has been sent. */
    long since(long now) {
        return now - currentSince;
    }

    boolean isSettled(long now) {
        return wanted == current && now - currentSince > SETTLE_NANOS;
    }

    /** The viewer is sent {@code index} from now on. Returns whether it is a larger one than before. */
    boolean switched(int index, long now) {
        boolean up = index < current;
        if (index != current) {
            current = index;
            currentSince = now;
            isLong = false;
        }
        return up;
    }

    /**
     * Returns whether the viewer has to be moved to a smaller rendition. One that has gone from the ladder's end is not
     * waited for.
     */
    boolean fit(long estimate, long audio) {
        wanted = Math.min(wanted, ladder.lowest());
        int fitting = ladder.fitting(wanted, estimate, audio);
        if (fitting <= wanted) {
            return false;
        }
        wanted = fitting;
        return true;
    }

    /** Whether the queue stays long although the estimate says that all is well: it is then wrong. */
    boolean isQueueTooLong(int micros, long now) {
        if (micros <= LONGEST_QUEUE_MICROS) {
            isLong = false;
            return false;
        }
        if (!isLong || micros < longAt - longAt / 8) {
            isLong = true;
            longSince = now;
            longAt = micros;
            return false;
        }
        return now - longSince > PATIENCE_NANOS && isSettled(now);
    }

    void up() {
        wanted = Math.max(0, current - 1);
    }
}
