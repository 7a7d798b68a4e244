package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.util.List;

/** FFmpeg's encoders, graphics hardware before the processor. Thread-safe. */
public final class FfmpegEncoders implements EncoderFactory {

    /** @throws FfmpegMissingException when FFmpeg's natives are not on the class path */
    public FfmpegEncoders() throws FfmpegMissingException {
        Ffmpeg.load();
    }

    @Override
    public List<String> candidates(EncodingFormat format) {
        return EncoderCatalogue.of(format).stream()
                .map(EncoderDefinition::name)
                .filter(FfmpegEncoders::isBuiltIn)
                .toList();
    }

    /** Encoders of the processor take planes of host memory; all others are on some hardware. */
    @Override
    public boolean isHardware(String name) {
        return EncoderCatalogue.named(name)
                .filter(known -> known.input() != EncoderDefinition.Input.YUV420P)
                .isPresent();
    }

    @Override
    public VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException {
        EncoderDefinition definition = EncoderCatalogue.named(name)
                .filter(known -> known.makes(format))
                .orElseThrow(() -> new EncoderException(
                        "\"" + name + "\" is not an encoder for " + format + "; there are " + candidates(format)));
        return new FfmpegEncoder(definition, format, settings);
    }

    @Override
    public VideoDecoder openDecoder(VideoCodec codec) throws EncoderException {
        return new FfmpegDecoder(codec);
    }

    /**
     * Opens every known encoder, encodes a few pictures and checks the stream. Blocks for some seconds, on the calling
     * thread.
     */
    public List<EncoderReport> probe(VideoSettings settings) {
        return new EncoderProbe(settings).probe(EncoderCatalogue.all());
    }

    /**
     * Checks the name of an encoder that is to be used alone. Needs no FFmpeg: whether it opens is found out later.
     *
     * @throws IllegalArgumentException when there is none of this name, or it makes none of the codecs
     */
    public static void requireKnown(String name, List<VideoCodec> codecs) {
        EncoderDefinition definition = EncoderCatalogue.named(name)
                .orElseThrow(() -> new IllegalArgumentException("encoder \"" + name + "\" is unknown; there are "
                        + EncoderCatalogue.all().stream()
                                .filter(known -> codecs.contains(known.codec()))
                                .map(EncoderDefinition::name)
                                .toList()));
        if (!codecs.contains(definition.codec())) {
            throw new IllegalArgumentException("encoder \"" + name + "\" makes " + definition.codec()
                    + ", which is not among the codecs " + codecs + "; add it there, or name another encoder");
        }
    }

    private static boolean isBuiltIn(String name) {
        var codec = avcodec_find_encoder_by_name(name);
        return codec != null && !codec.isNull();
    }
}
