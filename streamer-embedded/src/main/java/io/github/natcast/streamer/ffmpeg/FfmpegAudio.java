package io.github.natcast.streamer.ffmpeg;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.encode.AudioCodecs;
import io.github.natcast.streamer.encode.AudioEncoder;
import io.github.natcast.streamer.encode.AudioResampler;
import io.github.natcast.streamer.encode.EncoderException;

/** libopus and libswresample through FFmpeg. Thread-safe. */
public final class FfmpegAudio implements AudioCodecs {

    /** @throws FfmpegMissingException when FFmpeg's natives are not on the class path */
    public FfmpegAudio() throws FfmpegMissingException {
        Ffmpeg.load();
    }

    @Override
    public AudioEncoder openEncoder(AudioSettings settings) throws EncoderException {
        return new OpusEncoder(settings);
    }

    @Override
    public AudioResampler openResampler(int sampleRate, int channels, int outputChannels) throws EncoderException {
        return new FfmpegResampler(sampleRate, channels, outputChannels);
    }
}
