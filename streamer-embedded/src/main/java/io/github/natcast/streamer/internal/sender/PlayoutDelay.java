package io.github.natcast.streamer.internal.sender;

/**
 * How long a viewer may hold pictures back to play them evenly, as in the playout-delay header extension. Immutable.
 *
 * @param minimumMillis 0 to 40950, in steps of 10
 * @param maximumMillis the minimum to 40950, in steps of 10; both 0 means as soon as possible, however unevenly
 */
public record PlayoutDelay(int minimumMillis, int maximumMillis) {
    /** Shows pictures as they come. */
    public static final PlayoutDelay NONE = new PlayoutDelay(0, 0);

    private static final int LARGEST = 40_950;

    public PlayoutDelay {
        requireRange("minimum", minimumMillis, 0);
        requireRange("maximum", maximumMillis, minimumMillis);
    }

    /** Minimum and maximum, 12 bits each, in units of 10 ms. */
    int packed() {
        return (minimumMillis / 10) << 12 | (maximumMillis / 10);
    }

    private static void requireRange(String name, int millis, int least) {
        if (millis < least || millis > LARGEST || millis % 10 != 0) {
            throw new IllegalArgumentException(name + " playout delay of " + millis + " ms must be from " + least
                    + " to " + LARGEST + " in steps of 10");
        }
    }
}
