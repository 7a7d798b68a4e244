package io.github.natcast.streamer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A short piece of audio on its way to the encoder: linear PCM with interleaved channels, up to one second long.
 *
 * <pre>{@code
 * AudioFrame frame = AudioFrame.of(samples, 48_000, 2, System.nanoTime());
 * source.push(frame);
 * }</pre>
 *
 * <p>A factory method copies the samples, so the caller may reuse its buffer at once. A frame needs no release. It is
 * immutable except for one thing: {@link #samples()} shares the frame's own array instead of copying it, and its
 * readers must not write to that array. Under this rule a frame may be read from any thread.
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
     * Makes a frame of floating-point samples; full scale is -1 to 1. The samples are copied.
     *
     * @param interleaved one sample of each channel in turn, at least one and at most one second for each channel. More
     *     than two channels are in the order of WAVE files and are mixed down
     * @param sampleRate 8000 to 192 000 Hz
     * @param channels 1 to 8
     * @param captureTimeNanos when the first sample was captured, in nanoseconds on the scale of
     *     {@link System#nanoTime()}
     * @throws IllegalArgumentException when a value is out of its range; the message names it
     */
    public static AudioFrame of(float[] interleaved, int sampleRate, int channels, long captureTimeNanos) {
        check(interleaved.length, sampleRate, channels);
        return new AudioFrame(interleaved.clone(), sampleRate, channels, captureTimeNanos);
    }

    /**
     * Makes a frame of signed 16-bit samples; full scale is -32 768 to 32 767. The samples are converted and copied.
     *
     * @param interleaved one sample of each channel in turn, at least one and at most one second for each channel. More
     *     than two channels are in the order of WAVE files and are mixed down
     * @param sampleRate 8000 to 192 000 Hz
     * @param channels 1 to 8
     * @param captureTimeNanos when the first sample was captured, in nanoseconds on the scale of
     *     {@link System#nanoTime()}
     * @throws IllegalArgumentException when a value is out of its range; the message names it
     */
    public static AudioFrame of(short[] interleaved, int sampleRate, int channels, long captureTimeNanos) {
        check(interleaved.length, sampleRate, channels);
        float[] samples = new float[interleaved.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = interleaved[i] * SCALE_16_BIT;
        }
        return new AudioFrame(samples, sampleRate, channels, captureTimeNanos);
    }

    /**
     * Makes a frame of all the signed 16-bit little-endian samples that remain in a buffer. The samples are converted
     * and copied; the buffer's position does not change.
     *
     * @param interleaved one sample of each channel in turn, at least one and at most one second for each channel. More
     *     than two channels are in the order of WAVE files and are mixed down
     * @param sampleRate 8000 to 192 000 Hz
     * @param channels 1 to 8
     * @param captureTimeNanos when the first sample was captured, in nanoseconds on the scale of
     *     {@link System#nanoTime()}
     * @throws IllegalArgumentException when a value is out of its range, or the buffer has an odd number of bytes
     */
    public static AudioFrame ofPcm16(ByteBuffer interleaved, int sampleRate, int channels, long captureTimeNanos) {
        if (interleaved.remaining() % 2 != 0) {
            throw new IllegalArgumentException(
                    interleaved.remaining() + " bytes are not a whole number of 16-bit samples");
        }
        short[] samples = new short[interleaved.remaining() / 2];
        interleaved.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return of(samples, sampleRate, channels, captureTimeNanos);
    }

    private static void check(int length, int sampleRate, int channels) {
        Checks.requireRange("sample rate", sampleRate, LOWEST_RATE, HIGHEST_RATE);
        Checks.requireRange("channels", channels, 1, MOST_CHANNELS);
        if (length == 0 || length % channels != 0) {
            throw new IllegalArgumentException(
                    length + " samples must be one or more for each of the " + channels + " channels");
        }
        if (length / channels > sampleRate) {
            throw new IllegalArgumentException("a frame of " + length / channels + " samples at " + sampleRate
                    + " Hz is longer than a second; split it");
        }
    }

    /**
     * The interleaved samples; full scale is -1 to 1.
     *
     * @return the frame's own array, not a copy: every caller and the encoder share it. <b>Do not write to it.</b>
     */
    public float[] samples() {
        return samples;
    }

    /** The sample rate, 8000 to 192 000 Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    /** The number of channels, 1 to 8. */
    public int channels() {
        return channels;
    }

    /** When the first sample was captured, in nanoseconds on the scale of {@link System#nanoTime()}. */
    public long captureTimeNanos() {
        return captureTimeNanos;
    }

    /** The length of the frame in nanoseconds, at most one second. */
    public long durationNanos() {
        return samples.length / channels * 1_000_000_000L / sampleRate;
    }
}
