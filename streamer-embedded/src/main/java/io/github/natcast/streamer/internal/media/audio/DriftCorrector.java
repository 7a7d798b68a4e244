package io.github.natcast.streamer.internal.media.audio;

/**
 * Keeps a source in step whose clock runs slightly fast or slow: adds or removes a sample here and there, too rarely to
 * be heard. Evens out the jitter of single capture times. Confined to the audio thread.
 */
final class DriftCorrector {
    /** Correction begins at 2 ms. */
    private static final double BEGIN_SAMPLES = 96;

    private static final double END_SAMPLES = 12;
    /** 0.2 %: clocks differ by far less. */
    private static final int SAMPLES_PER_CORRECTION = 500;

    private static final double SMOOTHING_SAMPLES = 24_000;

    private double smoothed;
    private double credit;
    private boolean correcting;

    void reset() {
        smoothed = 0;
        credit = 0;
        correcting = false;
    }

    /**
     * By how many samples a piece must grow, or shrink if negative.
     *
     * @param error how far behind the place where it would be laid the piece belongs, in samples
     * @param count samples in the piece
     */
    int samplesToAdd(long error, int count) {
        smoothed += (error - smoothed) * Math.min(1, count / SMOOTHING_SAMPLES);
        if (Math.abs(smoothed) > BEGIN_SAMPLES) {
            correcting = true;
        } else if (Math.abs(smoothed) < END_SAMPLES) {
            correcting = false;
            credit = 0;
        }
        if (!correcting) {
            return 0;
        }
        credit += (double) count / SAMPLES_PER_CORRECTION;
        int change = (int) Math.min(credit, Math.abs(smoothed));
        credit -= change;
        int signed = smoothed < 0 ? -change : change;
        smoothed -= signed;
        return signed;
    }
}
