package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.AudioFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Interleaved PCM audio is what follows. Immutable.
 *
 * @param floats whether the samples are 32-bit floating-point numbers, not signed 16-bit integers
 */
record AudioHeader(boolean floats, int sampleRate, int channels, int length, long captureNanos) implements FrameHeader {
    static final int SIGNED_16_BIT = 1;
    static final int FLOAT_32_BIT = 2;

    // The ranges of AudioFrame, which would complain itself, but only when the samples are there.
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 192_000;
    private static final int MOST_CHANNELS = 8;
    /** A second of the most that fits. */
    static final int MOST_BYTES = HIGHEST_RATE * MOST_CHANNELS * Float.BYTES;

    static AudioHeader checked(int format, int sampleRate, int channels, int stride, int length, long captureNanos)
            throws FrameSocketException {
        if (format != SIGNED_16_BIT && format != FLOAT_32_BIT) {
            throw new FrameSocketException(
                    "sample format " + format + " is not known; there are 1 signed 16-bit, 2 32-bit floating-point");
        }
        requireRange("the sample rate", sampleRate, LOWEST_RATE, HIGHEST_RATE);
        requireRange("the number of channels", channels, 1, MOST_CHANNELS);
        if (stride != 0) {
            throw new FrameSocketException(
                    "the stride " + Integer.toUnsignedString(stride) + " of audio must be 0: channels are interleaved");
        }
        int step = channels * (format == FLOAT_32_BIT ? Float.BYTES : Short.BYTES);
        int most = step * sampleRate;
        if (length < step || length > most || length % step != 0) {
            throw new FrameSocketException("the length " + Integer.toUnsignedString(length) + " of " + channels
                    + "-channel audio at " + sampleRate + " Hz must be a multiple of " + step + " and at most " + most
                    + " bytes, a second; split it");
        }
        return new AudioHeader(format == FLOAT_32_BIT, sampleRate, channels, length, captureNanos);
    }

    private static void requireRange(String name, int value, int least, int most) throws FrameSocketException {
        if (value < least || value > most) {
            throw new FrameSocketException(
                    name + " " + Integer.toUnsignedString(value) + " must be " + least + " to " + most);
        }
    }

    /** Makes a frame of a copy of the samples, which start at the buffer's position; that does not change. */
    AudioFrame frame(ByteBuffer samples, long captured) {
        if (!floats) {
            return AudioFrame.ofPcm16(samples, sampleRate, channels, captured);
        }
        float[] copy = new float[length / Float.BYTES];
        samples.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(copy);
        for (int i = 0; i < copy.length; i++) {
            // An encoder's state does not recover from a number that is none.
            copy[i] = Float.isFinite(copy[i]) ? copy[i] : 0;
        }
        return AudioFrame.of(copy, sampleRate, channels, captured);
    }
}
