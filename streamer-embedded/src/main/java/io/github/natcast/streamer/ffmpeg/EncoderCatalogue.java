package io.github.natcast.streamer.ffmpeg;

import static io.github.natcast.streamer.ffmpeg.EncoderDefinition.Input.NV12;
import static io.github.natcast.streamer.ffmpeg.EncoderDefinition.Input.VAAPI;
import static io.github.natcast.streamer.ffmpeg.EncoderDefinition.Input.VULKAN;
import static io.github.natcast.streamer.ffmpeg.EncoderDefinition.Input.YUV420P;

import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every encoder that is tried, best first for each codec: graphics hardware before the processor. */
final class EncoderCatalogue {

    private static final List<EncoderDefinition> ALL = List.of(
            h264(
                    "h264_nvenc",
                    NV12,
                    Map.of(
                            "preset", "p4",
                            "tune", "ull",
                            "profile", "baseline",
                            "rc", "cbr",
                            "zerolatency", "1",
                            "delay", "0",
                            "rc-lookahead", "0",
                            "forced-idr", "1")),
            h264(
                    "h264_qsv",
                    NV12,
                    Map.of(
                            "preset", "veryfast",
                            "profile", "baseline",
                            "async_depth", "1",
                            "look_ahead", "0",
                            "forced_idr", "1")),
            h264(
                    "h264_vaapi",
                    VAAPI,
                    Map.of(
                            "profile", "constrained_baseline",
                            "rc_mode", "CBR",
                            "async_depth", "1")),
            h264(
                    "h264_vulkan",
                    VULKAN,
                    Map.of(
                            "profile", "constrained_baseline",
                            "rc_mode", "cbr",
                            "tune", "ull",
                            "async_depth", "1")),
            h264(
                    "h264_videotoolbox",
                    NV12,
                    Map.of(
                            "profile", "constrained_baseline",
                            "realtime", "1",
                            "prio_speed", "1",
                            "allow_sw", "0")),
            h264("h264_v4l2m2m", NV12, Map.of()),
            h264(
                    "libx264",
                    YUV420P,
                    Map.of(
                            "preset", "veryfast",
                            "tune", "zerolatency",
                            "profile", "baseline",
                            "forced-idr", "1")),
            // Without frame skipping its rate control lets scene changes exceed the rate many times over.
            h264(
                    "libopenh264",
                    YUV420P,
                    Map.of(
                            "profile", "constrained_baseline",
                            "rc_mode", "bitrate",
                            "allow_skip_frames", "1",
                            "slices", "1",
                            "threads", "1")));

    private EncoderCatalogue() {}

    static List<EncoderDefinition> of(VideoCodec codec) {
        return ALL.stream().filter(definition -> definition.codec() == codec).toList();
    }

    static Optional<EncoderDefinition> named(String name) {
        return ALL.stream().filter(definition -> definition.name().equals(name)).findFirst();
    }

    private static EncoderDefinition h264(String name, EncoderDefinition.Input input, Map<String, String> options) {
        return new EncoderDefinition(name, VideoCodec.H264, input, options);
    }
}
