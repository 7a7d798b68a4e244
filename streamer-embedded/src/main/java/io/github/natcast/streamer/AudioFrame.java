package io.github.natcast.streamer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A short piece of audio on its way to the encoder: linear PCM with the channels interleaved. The samples are copied
 * when a frame is made, so that the caller may write to its buffer again at once; a frame is immutable and needs no
 * release.
 */
public final class AudioFrame {
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 192_000;
    private static final int MOST_CHANNELS = 8;
    private static final float SCALE_16_BIT = 1f / 32_768;

    private final float[] samples;
    private final int sampleRate;
    private final int channels;
    private final long captureTimeNanos;

    private AudioFrame(float[] samples, int sampleRate, int channels, long captureTimeNanos) {
        this.samples = samples;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.captureTimeNanos = captureTimeNanos;
    }

    /**
     * A frame of floating-point samples, full scale from -1 to 1.
     *
     * @param interleaved one sample of each channel after the other; up to one second. More than two channels are in
     *     the order of WAVE files and are mixed down
     * @param sampleRate 8000 to 192 000 Hz
     * @param channels 1 to 8
     * @param captureTimeNanos when the first sample was captured, on the scale of {@link System#nanoTime()}
     * @throws IllegalArgumentException naming what is out of its range
     */
    public static AudioFrame of(float[] interleaved, int sampleRate, int channels, long captureTimeNanos) {
        check(interleaved.length, sampleRate, channels);
        return new AudioFrame(interleaved.clone(), sampleRate, channels, captureTimeNanos);
    }

    /** As above, of signed 16-bit samples. */
    public static AudioFrame of(short[] interleaved, int sampleRate, int channels, long captureTimeNanos) {
        check(interleaved.length, sampleRate, channels);
        float[] samples = new float[interleaved.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = interleaved[i] * SCALE_16_BIT;
        }
        return new AudioFrame(samples, sampleRate, channels, captureTimeNanos);
    }

    /** As above, of signed 16-bit little-endian samples, all that the buffer has left; its position stays. */
    public static AudioFrame ofPcm16(ByteBuffer interleaved, int sampleRate, int channels, long captureTimeNanos) {
        if (interleaved.remaining() % 2 != 0) {
            throw new IllegalArgumentException(
                    interleaved.remaining() + " bytes are no whole number of 16-bit samples");
        }
        short[] samples = new short[interleaved.remaining() / 2];
        interleaved.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return of(samples, sampleRate, channels, captureTimeNanos);
    }

    private static void check(int length, int sampleRate, int channels) {
        requireRange("sample rate", sampleRate, LOWEST_RATE, HIGHEST_RATE);
        requireRange("channels", channels, 1, MOST_CHANNELS);
        if (length == 0 || length % channels != 0) {
            throw new IllegalArgumentException(
                    length + " samples must be one or more for each of the " + channels + " channels");
        }
        if (length / channels > sampleRate) {
            throw new IllegalArgumentException("a frame of " + length / channels + " samples at " + sampleRate
                    + " Hz is longer than a second; split it");
        }
    }

    private static void requireRange(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(name + " " + value + " must be " + minimum + " to " + maximum);
        }
    }

    /** Interleaved, full scale from -1 to 1. Readers do not write to it. */
    public float[] samples() {
        return samples;
    }

    /** In Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    public int channels() {
        return channels;
    }

    /** When the first sample was captured, on the scale of {@link System#nanoTime()}. */
    public long captureTimeNanos() {
        return captureTimeNanos;
    }

    public long durationNanos() {
        return samples.length / channels * 1_000_000_000L / sampleRate;
    }
}
