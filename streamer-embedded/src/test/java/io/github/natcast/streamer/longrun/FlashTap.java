package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.media.ffmpeg.Brightness;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Real encoders, whose input is watched for frames that turn white. */
final class FlashTap implements EncoderFactory {
    final AtomicLong pictures = new AtomicLong();

    private final EncoderFactory encoders;
    private final Lockstep clock;
    private final Offsets offsets;

    FlashTap(EncoderFactory encoders, Lockstep clock, Offsets offsets) {
        this.encoders = encoders;
        this.clock = clock;
        this.offsets = offsets;
    }

    @Override
    public VideoDecoder openDecoder(VideoCodec codec) throws EncoderException {
        return encoders.openDecoder(codec);
    }

    @Override
    public List<String> candidates(EncodingFormat format) {
        return encoders.candidates(format);
    }

    @Override
    public VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException {
        VideoEncoder encoder = encoders.open(name, format, settings);
        return new VideoEncoder() {
            private boolean white = true;

            @Override
            public String name() {
                return encoder.name();
            }

            @Override
            public void encode(
                    VideoFrame picture, long captureTimeNanos, boolean keyFrame, Consumer<EncodedFrame> output)
                    throws EncoderException, UnsupportedPictureException {
                boolean nowWhite = Brightness.isWhite(picture);
                if (nowWhite && !white) {
                    offsets.flash(captureTimeNanos);
                }
                white = nowWhite;
                encoder.encode(picture, captureTimeNanos, keyFrame, output);
                pictures.incrementAndGet();
                clock.pictureEncoded(captureTimeNanos);
            }

            @Override
            public void bitrate(int bitsPerSecond) throws EncoderException {
                encoder.bitrate(bitsPerSecond);
            }

            @Override
            public void close() {
                encoder.close();
            }
        };
    }
}
