package io.github.natcast.streamer.internal.monitoring.host;

import java.util.Locale;

/**
 * What a host can lack. Each begins when enough of the latest samples show it, and ends after a number of samples that
 * do not: one pause is no condition, and one second of peace does not end it.
 */
public enum HostCondition {
    /** A thread that sends media runs later than it should. */
    SENDER_LATE(3, 5, 60),
    /** An encoder takes longer for a picture than until the next one comes. */
    ENCODER_SLOW(3, 5, 60),
    /** The operating system has no room for what is to be sent. */
    SEND_BUFFER_FULL(3, 5, 60),
    /** The operating system drops what has come, since nobody reads it in time. */
    RECEIVE_BUFFER_FULL(3, 5, 60),
    /** Fewer descriptors are allowed than the viewers that are allowed may need. */
    DESCRIPTORS_TOO_FEW(1, 1, 60),
    /** Nearly all descriptors are in use. */
    DESCRIPTORS_USED_UP(2, 3, 60),
    /** Somebody set the wall clock. */
    CLOCK_STEPPED(1, 1, 60),
    /** The heap is nearly full of what is in use. */
    HEAP_FULL(3, 5, 60),
    /** The container or the host has nearly no memory left. */
    MEMORY_LOW(3, 5, 60);

    private final int bad;
    private final int of;
    private final int calm;

    /**
     * @param bad how many samples begin it
     * @param of among how many of the latest
     * @param calm how many in a row end it
     */
    HostCondition(int bad, int of, int calm) {
        this.bad = bad;
        this.of = of;
        this.calm = calm;
    }

    int bad() {
        return bad;
    }

    int of() {
        return of;
    }

    int calm() {
        return calm;
    }

    /** For metrics, such as {@code sender_late}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
