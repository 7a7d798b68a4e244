package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

import java.util.function.LongUnaryOperator;

/**
 * What a path is like.
 *
 * @param rate bits per second at a time of the simulation
 * @param extraDelay added to the delay, at a time of the simulation
 * @param queueBytes what the queue holds before it drops
 * @param loss the share that is lost, in bursts of {@code lossBurst} packets on average
 * @param jitter up to so much is added to each packet's delay, which reorders
 * @param pausesPerSecond a radio link's pauses of 20 to 40 ms
 * @param tunnel UDP in TCP: 1.4 times the bytes, nothing lost, but what is behind a loss waits for it
 */
record Path(
        LongUnaryOperator rate,
        LongUnaryOperator extraDelay,
        long delay,
        long queueBytes,
        double loss,
        double lossBurst,
        long jitter,
        double pausesPerSecond,
        boolean tunnel) {

    /** A steady path whose queue holds {@code queueMillis} at its rate. */
    static Path of(long bitsPerSecond, int delayMillis, int queueMillis) {
        return new Path(
                time -> bitsPerSecond,
                time -> 0,
                delayMillis * MILLI,
                Math.max(3_000, bitsPerSecond * queueMillis / 8_000),
                0,
                1,
                0,
                0,
                false);
    }

    /** The rate of the first until {@code from}, then {@code bitsPerSecond}. */
    Path then(int fromSeconds, long bitsPerSecond) {
        LongUnaryOperator before = rate;
        return rate(time -> time < fromSeconds * SECOND ? before.applyAsLong(time) : bitsPerSecond);
    }

    Path rate(LongUnaryOperator trace) {
        return new Path(trace, extraDelay, delay, queueBytes, loss, lossBurst, jitter, pausesPerSecond, tunnel);
    }

    Path queueBytes(long bytes) {
        return new Path(rate, extraDelay, delay, bytes, loss, lossBurst, jitter, pausesPerSecond, tunnel);
    }

    Path longer(LongUnaryOperator extra) {
        return new Path(rate, extra, delay, queueBytes, loss, lossBurst, jitter, pausesPerSecond, tunnel);
    }

    Path losing(double share, double burst) {
        return new Path(rate, extraDelay, delay, queueBytes, share, burst, jitter, pausesPerSecond, tunnel);
    }

    Path jittering(int millis) {
        return new Path(rate, extraDelay, delay, queueBytes, loss, lossBurst, millis * MILLI, pausesPerSecond, tunnel);
    }

    Path pausing(double perSecond) {
        return new Path(rate, extraDelay, delay, queueBytes, loss, lossBurst, jitter, perSecond, tunnel);
    }

    Path throughTunnel() {
        return new Path(rate, extraDelay, delay, queueBytes, loss, lossBurst, jitter, pausesPerSecond, true);
    }
}
