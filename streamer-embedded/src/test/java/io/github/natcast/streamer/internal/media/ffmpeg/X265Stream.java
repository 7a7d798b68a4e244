package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real H.265 from an encoder that is not among ours: those are all hardware, which no test can count on. */
public final class X265Stream {
    private static final EncoderDefinition X265 = new EncoderDefinition(
            "libx265",
            VideoCodec.H265,
            EncoderDefinition.Input.YUV420P,
            Map.of(
                    "preset", "ultrafast",
                    "tune", "zerolatency",
                    "forced-idr", "1",
                    "x265-params", "scenecut=0:slices=2:pools=1:log-level=none"),
            Map.of(),
            Optional.empty(),
            false);

    private X265Stream() {}

    /**
     * One frame for each of {@link TestPictures#i420}, numbered from 0, with a key frame every ten. The encoder lags by
     * one picture even with {@code tune=zerolatency}, so it gets one more.
     */
    public static List<EncodedFrame> encode(VideoSettings settings, int pictures) throws Exception {
        Ffmpeg.load();
        List<EncodedFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder = new FfmpegEncoder(X265, EncodingFormat.of(VideoCodec.H265), settings)) {
            for (int number = 0; number <= pictures; number++) {
                VideoFrame picture = TestPictures.i420(settings.width(), settings.height(), number, 0);
                encoder.encode(picture, number * settings.frameIntervalNanos(), number % 10 == 0, frames::add);
                picture.release();
            }
        }
        return frames.subList(0, pictures);
    }

    /** The format as the probe of our own encoders would report it. */
    public static String check(VideoSettings settings, EncodedFrame keyFrame) throws Exception {
        return new StreamCheck(settings).keyFrame(VideoCodec.H265, keyFrame.data());
    }
}
