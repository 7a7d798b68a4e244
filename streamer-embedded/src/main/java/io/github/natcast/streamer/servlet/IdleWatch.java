package io.github.natcast.streamer.servlet;

/**
 * When a client has been silent for too long. Thread-safe: {@link #heard} from any thread, {@link #check} from one at a
 * time; times are of {@link System#nanoTime}.
 */
final class IdleWatch {

    /** What a check found. */
    enum Silence {
        NONE,
        /** As long as the limit, for the first time since the client was heard. */
        FIRST,
        AGAIN
    }

    private final long limitNanos;
    private volatile long heardAt;
    private long reportedAt;
    private boolean reported;

    IdleWatch(long limitNanos, long now) {
        this.limitNanos = limitNanos;
        this.heardAt = now;
    }

    void heard(long now) {
        heardAt = now;
    }

    Silence check(long now) {
        long heard = heardAt;
        if (reported && heard - reportedAt > 0) {
            reported = false;
        }
        long since = reported ? reportedAt : heard;
        if (now - since < limitNanos) {
            return Silence.NONE;
        }
        Silence found = reported ? Silence.AGAIN : Silence.FIRST;
        reported = true;
        reportedAt = now;
        return found;
    }

    /** After how many nanoseconds a check can find something. */
    long delay(long now) {
        long since = reported && heardAt - reportedAt <= 0 ? reportedAt : heardAt;
        return Math.max(0, since + limitNanos - now);
    }
}
