package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncoderException;

/** libopus and libswresample through FFmpeg. Thread-safe. */
public final class FfmpegAudio implements AudioCodecs {

    /** @throws FfmpegMissingException when FFmpeg's natives are not on the class path */
    public FfmpegAudio() throws FfmpegMissingException {
        Ffmpeg.load();
    }

    @Override
    public AudioCodecs.Encoder openEncoder(AudioSettings settings) throws EncoderException {
        return new OpusEncoder(settings);
    }

    @Override
    public AudioCodecs.Resampler openResampler(int sampleRate, int channels, int outputChannels)
            throws EncoderException {
        return new FfmpegResampler(sampleRate, channels, outputChannels);
    }
}
