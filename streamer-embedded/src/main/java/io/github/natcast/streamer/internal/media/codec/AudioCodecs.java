package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.AudioSettings;

/** Opens what audio is made into packets with. Thread-safe. */
public interface AudioCodecs {

    /** An Opus encoder for the calling thread. */
    AudioEncoder openEncoder(AudioSettings settings) throws EncoderException;

    /** From any rate and number of channels that a frame may have to 48 kHz, for the calling thread. */
    AudioResampler openResampler(int sampleRate, int channels, int outputChannels) throws EncoderException;
}
