package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.AudioFrame;

/** Converts audio of one rate and number of channels to what is encoded. Confined to the thread that opened it. */
public interface AudioResampler extends AutoCloseable {

    /**
     * What has become of this frame and those before; may be empty at first.
     *
     * @return interleaved samples at 48 kHz
     */
    float[] convert(AudioFrame frame);

    /** By how much what {@link #convert} gives next begins before the frame that it is given, in nanoseconds. */
    long delayNanos();

    @Override
    void close();
}
