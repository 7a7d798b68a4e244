package io.github.natcast.streamer.internal.media.video;

/**
 * What the units that are handed on have, in bits per second: the mean of the last two seconds or more. Written by the
 * encoding's thread alone.
 */
final class CopyRate {
    private static final long WINDOW_NANOS = 2_000_000_000L;
    /** Changes that are smaller mean nothing to anybody. */
    private static final int STEP = 50_000;

    private boolean any;
    private long sinceNanos;
    private long bytes;
    private volatile int bitsPerSecond;

    void sent(int length, long captureTimeNanos) {
        long passed = captureTimeNanos - sinceNanos;
        if (!any || passed < 0 || passed > 5 * WINDOW_NANOS) {
            any = true;
            sinceNanos = captureTimeNanos;
            bytes = 0;
        } else if (passed >= WINDOW_NANOS) {
            double measured = bytes * 8 * 1e9 / passed;
            bitsPerSecond = (int) Math.max(STEP, Math.round(measured / STEP) * STEP);
            sinceNanos = captureTimeNanos;
            bytes = 0;
        }
        bytes += length;
    }

    /** 0 until it is known. Any thread. */
    int bitsPerSecond() {
        return bitsPerSecond;
    }
}
