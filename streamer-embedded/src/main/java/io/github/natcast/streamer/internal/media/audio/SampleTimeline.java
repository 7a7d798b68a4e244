package io.github.natcast.streamer.internal.media.audio;

import io.github.natcast.streamer.AudioSettings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes one endless line of samples at 48 kHz, tied to {@link System#nanoTime()}, of whatever audio comes: each piece
 * lies where its capture time says. What is missing is silence, what comes too late or twice is dropped, and a source
 * whose clock runs slightly wrong is stretched. Confined to the audio thread.
 */
final class SampleTimeline {
    /**
     * The shortest time that a frame waits for its audio; it grows while a source delivers late. Silence waits, too:
     * nobody misses it, and nothing is cut off when a source begins that delivers what was just said.
     */
    static final long SHORTEST_PATIENCE_NANOS = 60_000_000L;

    static final long LONGEST_PATIENCE_NANOS = 1_000_000_000L;
    private static final long PATIENCE_MARGIN_NANOS = 40_000_000L;
    /** A source that delivers nothing for this long rests, and nothing waits for it. */
    private static final long REST_NANOS = 300_000_000L;
    /** 40 ms. Audio that is further off moves to its place at once instead of being stretched towards it. */
    private static final int JUMP_SAMPLES = 1920;

    /** Frames end 1 ms before pieces do, for pieces that are not all of one length. */
    private static final int ALIGNMENT_MARGIN_SAMPLES = 48;

    private static final int CAPACITY_SAMPLES = 4 * AudioSettings.SAMPLE_RATE;
    /** As for pictures: a capture time that cannot be true becomes the time of arrival. */
    private static final long OLDEST_NANOS = 10_000_000_000L;

    private static final long FURTHEST_AHEAD_NANOS = 500_000_000L;

    /** The next frame's samples, valid until the next call. */
    record Frame(float[] interleaved, long captureTimeNanos) {}

    private final int channels;
    /** Samples of each channel in one frame. */
    private final int frameSamples;

    private final long frameNanos;
    private final long originNanos;
    private final DriftCorrector drift = new DriftCorrector();
    /** Zero wherever nothing was written. */
    private final float[] ring;

    private final float[] out;
    private long readPosition;
    private long writePosition;
    /** Whether the next piece is expected to follow the last without a seam. */
    private boolean continuous;

    private boolean heard;
    private long lastArrivalNanos;
    private long patienceNanos = SHORTEST_PATIENCE_NANOS;

    SampleTimeline(int channels, int frameMillis, long startNanos) {
        this.channels = channels;
        frameSamples = AudioSettings.SAMPLE_RATE / 1000 * frameMillis;
        frameNanos = frameMillis * 1_000_000L;
        originNanos = startNanos;
        ring = new float[CAPACITY_SAMPLES * channels];
        out = new float[frameSamples * channels];
    }

    /** Lays {@code interleaved} where it belongs; returns how many samples were added or removed for that. */
    int append(float[] interleaved, long captureTimeNanos, long now) {
        int count = interleaved.length / channels;
        if (count == 0) {
            return 0;
        }
        long durationNanos = nanos(count);
        long age = now - captureTimeNanos;
        boolean plausible = age <= OLDEST_NANOS && age >= -FURTHEST_AHEAD_NANOS;
        long startNanos = plausible ? captureTimeNanos : now - durationNanos;
        long position = Math.floorDiv((startNanos - originNanos) * 6 + 62_500, 125_000L);
        if (!isFlowing(now)) {
            align(position, count);
        }
        arrived(now - startNanos - durationNanos, now);
        long error = position - writePosition;
        if (!continuous || Math.abs(error) > JUMP_SAMPLES) {
            drift.reset();
            continuous = write(interleaved, position);
            return 0;
        }
        int change = drift.samplesToAdd(error, count);
        write(change == 0 ? interleaved : stretch(interleaved, count + change), writePosition);
        return Math.abs(change);
    }

    /** Shortens the silence before a source, so that each piece completes frames, and none waits for the next piece. */
    private void align(long position, int count) {
        long shift = Math.floorMod(position + count - ALIGNMENT_MARGIN_SAMPLES - readPosition, frameSamples);
        if (writePosition <= readPosition && readPosition + shift <= position) {
            readPosition += shift;
            writePosition = readPosition;
        }
    }

    /** The next piece does not continue the one before. */
    void seam() {
        continuous = false;
    }

    private void arrived(long lateNanos, long now) {
        if (!isFlowing(now)) {
            patienceNanos = SHORTEST_PATIENCE_NANOS;
        }
        patienceNanos = Math.min(LONGEST_PATIENCE_NANOS, Math.max(patienceNanos, lateNanos + PATIENCE_MARGIN_NANOS));
        heard = true;
        lastArrivalNanos = now;
    }

    /** False when all of it came too late. */
    private boolean write(float[] samples, long position) {
        long from = Math.max(position, writePosition);
        long end = Math.min(position + samples.length / channels, readPosition + CAPACITY_SAMPLES);
        for (long at = from; at < end; ) {
            int index = (int) (at % CAPACITY_SAMPLES);
            int run = (int) Math.min(end - at, CAPACITY_SAMPLES - index);
            System.arraycopy(samples, (int) (at - position) * channels, ring, index * channels, run * channels);
            at += run;
        }
        writePosition = Math.max(writePosition, end);
        return end > from;
    }

    /** Stretches or shrinks to {@code length} samples, by linear interpolation. */
    private float[] stretch(float[] samples, int length) {
        int count = samples.length / channels;
        float[] stretched = new float[length * channels];
        double step = length > 1 ? (count - 1.0) / (length - 1) : 0;
        for (int i = 0; i < length; i++) {
            double at = i * step;
            int before = Math.min((int) at, count - 1);
            int after = Math.min(before + 1, count - 1);
            float share = (float) (at - before);
            for (int channel = 0; channel < channels; channel++) {
                float left = samples[before * channels + channel];
                stretched[i * channels + channel] = left + (samples[after * channels + channel] - left) * share;
            }
        }
        return stretched;
    }

    /** The next frame, if its audio is complete or has been waited for long enough; null otherwise. */
    @Nullable
    Frame take(long now) {
        if (now - dueNanos(now) < 0) {
            return null;
        }
        skipWhatIsLongPast(now);
        long captureTimeNanos = timeOf(readPosition);
        int index = (int) (readPosition % CAPACITY_SAMPLES) * channels;
        int head = Math.min(out.length, ring.length - index);
        System.arraycopy(ring, index, out, 0, head);
        System.arraycopy(ring, 0, out, head, out.length - head);
        Arrays.fill(ring, index, index + head, 0);
        Arrays.fill(ring, 0, out.length - head, 0);
        readPosition += frameSamples;
        if (writePosition < readPosition) {
            writePosition = readPosition;
            continuous = false;
        }
        return new Frame(out, captureTimeNanos);
    }

    /** After the process was stopped for seconds, nobody wants to hear them. */
    private void skipWhatIsLongPast(long now) {
        long behind = now - timeOf(readPosition) - 2 * LONGEST_PATIENCE_NANOS;
        if (behind > 0) {
            readPosition += behind / frameNanos * frameSamples;
            if (behind >= frameNanos) {
                Arrays.fill(ring, 0);
                writePosition = readPosition;
                continuous = false;
            }
        }
    }

    /** When {@link #take} returns a frame even if nothing more comes. */
    long dueNanos(long now) {
        long start = timeOf(readPosition);
        if (writePosition >= readPosition + frameSamples) {
            // Not much earlier: a receiver would have to hold it.
            return start - frameNanos;
        }
        long end = start + frameNanos;
        long due = end + SHORTEST_PATIENCE_NANOS;
        return isFlowing(now) ? Math.min(end + patienceNanos, Math.max(due, flowEndNanos())) : due;
    }

    private boolean isFlowing(long now) {
        return heard && now - flowEndNanos() < 0;
    }

    private long flowEndNanos() {
        return lastArrivalNanos + Math.max(REST_NANOS, patienceNanos);
    }

    private long timeOf(long position) {
        return originNanos + nanos(position);
    }

    private static long nanos(long samples) {
        return samples * 62_500 / 3;
    }
}
