package io.github.natcast.streamer.internal.monitoring.host;

/**
 * Whether a condition lasts: it begins with some bad samples among the latest, and ends with a number of good ones in a
 * row. So it begins once in that number of samples at most, however its cause comes and goes. Confined to its owner.
 */
final class Persistence {
    /** What a sample changed. */
    enum Change {
        NONE,
        BEGAN,
        ENDED
    }

    private final HostCondition condition;
    /** The latest samples, one bit each, the newest lowest; 1 is bad. */
    private long latest;

    private int goodInARow;
    private boolean on;

    Persistence(HostCondition condition) {
        this.condition = condition;
    }

    boolean isOn() {
        return on;
    }

    Change take(boolean bad) {
        long window = (1L << condition.of()) - 1;
        latest = (latest << 1 | (bad ? 1 : 0)) & window;
        goodInARow = bad ? 0 : goodInARow + 1;
        if (!on && Long.bitCount(latest) >= condition.bad()) {
            on = true;
            return Change.BEGAN;
        }
        if (on && goodInARow >= condition.calm()) {
            on = false;
            return Change.ENDED;
        }
        return Change.NONE;
    }
}
