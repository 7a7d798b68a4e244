package io.github.natcast.streamer.internal.rate;

import java.util.List;

/**
 * What the encoder of the smallest rendition aims at, so that the poorest path that watches it carries it. Pure but for
 * the last answer; confined to one thread, such as the control thread. Bits per second of payload, nanoseconds.
 *
 * <p>Down at once, by what is needed. Up when a fifth more has been possible for two seconds: an encoder that is set
 * anew pays with quality, and some with a key frame.
 */
public final class EncoderTarget {
    /** A difference that nobody sees is not worth a change. */
    private static final double LEAST_FALL = 0.95;

    private static final double LEAST_RISE = 1.2;
    private static final long RISE_NANOS = 2_000_000_000;
    private static final long FALL_NANOS = 500_000_000;

    private final long floor;
    private final long nominal;
    private final long ceiling;
    private long target;
    private long lastFall;
    private boolean fallen;
    private boolean rising;
    private long risingSince;

    /**
     * Begins with the nominal rate.
     *
     * @param floor below which a picture is no picture
     * @param nominal without anything known
     * @param ceiling just below the next larger rendition, or {@code nominal}
     */
    public EncoderTarget(long floor, long nominal, long ceiling) {
        if (floor <= 0 || floor > nominal || nominal > ceiling) {
            throw new IllegalArgumentException("an encoder's target must be bounded by 0 < floor <= nominal <= ceiling,"
                    + " but these are " + floor + ", " + nominal + " and " + ceiling + " bit/s");
        }
        this.floor = floor;
        this.nominal = nominal;
        this.ceiling = ceiling;
        this.target = nominal;
    }

    /**
     * Says what to aim at from now on.
     *
     * @param watching reports of those who are sent the rendition, or of all when they share one bottleneck
     */
    public long update(List<RateReport> watching, long now) {
        long goal = goal(watching);
        if (goal < LEAST_FALL * target) {
            rising = false;
            if (!fallen || now - lastFall >= FALL_NANOS) {
                fallen = true;
                lastFall = now;
                target = goal;
            }
        } else if (goal > LEAST_RISE * target || (goal == nominal && target < nominal)) {
            if (!rising) {
                rising = true;
                risingSince = now;
            } else if (now - risingSince >= RISE_NANOS) {
                rising = false;
                target = goal;
            }
        } else {
            rising = false;
        }
        return target;
    }

    private long goal(List<RateReport> watching) {
        long least = Long.MAX_VALUE;
        for (RateReport report : watching) {
            if (report.estimate() > 0) {
                least = Math.min(least, report.forVideo());
            }
        }
        return least == Long.MAX_VALUE ? nominal : Math.max(floor, Math.min(ceiling, least));
    }

    /** The last answer. */
    public long bitsPerSecond() {
        return target;
    }
}
