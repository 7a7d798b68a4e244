package io.github.natcast.streamer.internal.media.source;

/**
 * Computes when each picture of a stream is shown: at its own time, counted from one start, so that nothing adds up
 * over hours. A loop continues where the last picture ended; a jump in the timestamps, or a delay, restarts the count.
 * Confined to the reading thread.
 */
final class PlaybackTimes {
    private final long latestNanos;
    private final long longestGapNanos;
    private boolean anchored;
    /** Clock time of stream time 0. */
    private long originNanos;
    /** Stream time at which the last picture ends. */
    private long endNanos;

    private boolean looped;

    PlaybackTimes(long latestNanos, long longestGapNanos) {
        this.latestNanos = latestNanos;
        this.longestGapNanos = longestGapNanos;
    }

    /** Clock time of the picture at {@code timeNanos} of the stream. */
    long due(long timeNanos, long durationNanos, long now) {
        if (looped) {
            // The first picture of a round follows the last one of the round before.
            originNanos += endNanos - timeNanos;
            endNanos = timeNanos;
            looped = false;
        }
        boolean jumped = Math.abs(timeNanos - endNanos) > longestGapNanos;
        if (!anchored || jumped || now - (originNanos + timeNanos) > latestNanos) {
            anchored = true;
            originNanos = now - timeNanos;
            endNanos = timeNanos;
        }
        // Pictures and audio share it: whichever ends later counts.
        endNanos = Math.max(endNanos, timeNanos + durationNanos);
        return originNanos + timeNanos;
    }

    /** As {@link #due}, for pictures that are shown as they come: an early one moves the start instead of waiting. */
    long arrived(long timeNanos, long durationNanos, long now) {
        long due = due(timeNanos, durationNanos, now);
        if (due > now) {
            originNanos -= due - now;
            return now;
        }
        return due;
    }

    /** The next picture is the stream's first one again. */
    void loop() {
        looped = anchored;
    }
}
