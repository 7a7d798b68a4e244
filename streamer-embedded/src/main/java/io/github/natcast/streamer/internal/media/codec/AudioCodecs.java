package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import java.util.function.Consumer;

/** Opens what turns audio into packets. Thread-safe. */
public interface AudioCodecs {

    /** An Opus encoder for the calling thread. */
    Encoder openEncoder(AudioSettings settings) throws EncoderException;

    /** From any rate and number of channels that a frame may have to 48 kHz, for the calling thread. */
    Resampler openResampler(int sampleRate, int channels, int outputChannels) throws EncoderException;

    /** One open audio encoder. Confined to the thread that opened it. */
    interface Encoder extends AutoCloseable {

        /**
         * Encodes one frame length of audio. Calls {@code output} with what comes out: one packet as a rule, none in a
         * pause.
         *
         * @param interleaved samples at 48 kHz, read only during the call
         * @param captureTimeNanos of the first sample; a frame length after the call before, or more after silence
         * @throws EncoderException when the encoder cannot be used any more
         */
        void encode(float[] interleaved, long captureTimeNanos, Consumer<EncodedAudio> output) throws EncoderException;

        @Override
        void close();
    }

    /** Converts audio of one rate and number of channels to what is encoded. Confined to the thread that opened it. */
    interface Resampler extends AutoCloseable {

        /**
         * What this frame and those before it have become; may be empty at first.
         *
         * @return interleaved samples at 48 kHz
         */
        float[] convert(AudioFrame frame);

        /** By how much the next output of {@link #convert} begins before its input, in nanoseconds. */
        long delayNanos();

        @Override
        void close();
    }
}
