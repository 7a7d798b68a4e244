package io.github.natcast.streamer.internal.media.ffmpeg;

/**
 * By how much an encoder has exceeded its target: a bucket that leaks at the target's rate. Pictures are left out while
 * it holds more than a second. An encoder's own way to leave pictures out, where it has one, begins after a single key
 * frame of a detailed scene, and then shows 8 pictures of 25. Confined to the encoder's thread; owned by its encoder.
 */
final class RateDebt {
    private static final double MOST_SECONDS = 1;

    private double bits;
    private int bitsPerSecond;
    private boolean started;
    private long lastNanos;

    RateDebt(int bitsPerSecond) {
        this.bitsPerSecond = bitsPerSecond;
    }

    void bitrate(int newBitsPerSecond) {
        bitsPerSecond = newBitsPerSecond;
    }

    /** Whether the picture that was captured at this time is left out, unless a key frame is due. */
    boolean isTooLarge(long captureTimeNanos) {
        if (started) {
            bits = Math.max(0, bits - (captureTimeNanos - lastNanos) * 1e-9 * bitsPerSecond);
        }
        started = true;
        lastNanos = captureTimeNanos;
        return bits > MOST_SECONDS * bitsPerSecond;
    }

    void encoded(int bytes) {
        bits += 8.0 * bytes;
    }
}
