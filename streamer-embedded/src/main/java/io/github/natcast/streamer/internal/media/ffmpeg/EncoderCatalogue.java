package io.github.natcast.streamer.internal.media.ffmpeg;

import static io.github.natcast.streamer.VideoCodec.AV1;
import static io.github.natcast.streamer.VideoCodec.H264;
import static io.github.natcast.streamer.VideoCodec.H265;
import static io.github.natcast.streamer.VideoCodec.VP8;
import static io.github.natcast.streamer.internal.media.ffmpeg.EncoderDefinition.Input.NV12;
import static io.github.natcast.streamer.internal.media.ffmpeg.EncoderDefinition.Input.VAAPI;
import static io.github.natcast.streamer.internal.media.ffmpeg.EncoderDefinition.Input.VULKAN;
import static io.github.natcast.streamer.internal.media.ffmpeg.EncoderDefinition.Input.YUV420P;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.EncoderDefinition.Input;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every encoder that is tried, best first for each codec: graphics hardware before the processor. Immutable. */
final class EncoderCatalogue {
    private static final String NVENC = "preset=p4 tune=ull rc=cbr zerolatency=1 delay=0 rc-lookahead=0 forced-idr=1";
    /** Without low_delay_brc: Intel's runtime knows it for variable rates only, and rejects it with a warning. */
    private static final String QSV = "preset=veryfast async_depth=1 forced_idr=1";

    private static final String VA_API = "rc_mode=CBR async_depth=1";
    private static final String VULKAN_VIDEO = "rc_mode=cbr tune=ull usage=stream async_depth=1";
    private static final String VIDEO_TOOLBOX = "realtime=1 prio_speed=1 allow_sw=0";

    /** It checks a slice's length only after each macroblock: noise has exceeded the limit by 79 bytes. */
    private static final int OPENH264_SPARE = 100;

    private static final List<EncoderDefinition> ALL = List.of(
            h264("h264_nvenc", NV12, NVENC, "profile=baseline coder=cavlc", "profile=main coder=cabac")
                    .withUnitLimit("max_slice_size", 0)
                    .thatFollowsBitrate(),
            h264("h264_qsv", NV12, QSV + " look_ahead=0", "profile=baseline cavlc=1", "profile=main cavlc=0")
                    .withUnitLimit("max_slice_size", 0)
                    .thatFollowsBitrate(),
            h264("h264_vaapi", VAAPI, VA_API, "profile=constrained_baseline coder=cavlc", "profile=main coder=cabac"),
            h264(
                    "h264_vulkan",
                    VULKAN,
                    VULKAN_VIDEO,
                    "profile=constrained_baseline coder=vlc",
                    "profile=main coder=cabac"),
            h264("h264_videotoolbox", NV12, VIDEO_TOOLBOX, "profile=constrained_baseline", "profile=main")
                    .withUnitLimit("max_slice_bytes", 0),
            // It has no names for profiles: the numbers are profile_idc, plus 512 for the constraint.
            h264("h264_v4l2m2m", NV12, "", "profile=578", "profile=77"),
            // Without the threshold, a change of scene makes a key frame that nobody asked for.
            h264(
                            "libx264",
                            YUV420P,
                            "preset=veryfast tune=zerolatency forced-idr=1 sc_threshold=0 threads=2",
                            "profile=baseline",
                            "profile=main coder=cabac")
                    .withUnitLimit("slice-max-size", 0)
                    .thatFollowsBitrate(),
            h264(
                            "libopenh264",
                            YUV420P,
                            "rc_mode=bitrate slices=1 threads=1",
                            "profile=constrained_baseline",
                            "profile=main coder=cabac")
                    .withUnitLimit("max_nal_size", OPENH264_SPARE),
            encoder(H265, "hevc_nvenc", NV12, NVENC, "profile=main").thatFollowsBitrate(),
            encoder(H265, "hevc_qsv", NV12, QSV, "profile=main").thatFollowsBitrate(),
            encoder(H265, "hevc_vaapi", VAAPI, VA_API, "profile=main"),
            encoder(H265, "hevc_vulkan", VULKAN, VULKAN_VIDEO, "profile=main"),
            encoder(H265, "hevc_videotoolbox", NV12, VIDEO_TOOLBOX, "profile=main"),
            encoder(VP8, "vp8_vaapi", VAAPI, VA_API),
            // One thread: a second one spins while it waits, and on a busy machine costs ten times what it gains.
            encoder(
                    VP8,
                    "libvpx",
                    YUV420P,
                    "deadline=realtime cpu-used=-6 lag-in-frames=0 error-resilient=default auto-alt-ref=0"
                            + " qmin=2 qmax=56 max-intra-rate=450 undershoot-pct=100 overshoot-pct=15 threads=1"),
            encoder(AV1, "av1_nvenc", NV12, NVENC).thatFollowsBitrate(),
            encoder(AV1, "av1_qsv", NV12, QSV),
            encoder(AV1, "av1_vaapi", VAAPI, VA_API, "profile=main"),
            encoder(AV1, "libsvtav1", YUV420P, "preset=11 svtav1-params=rtc=1:pred-struct=1:rc=2:scd=0:lp=2"),
            encoder(
                    AV1,
                    "libaom-av1",
                    YUV420P,
                    "usage=realtime cpu-used=8 lag-in-frames=0 aq-mode=cyclic enable-palette=0 threads=1"));

    private EncoderCatalogue() {}

    static List<EncoderDefinition> all() {
        return ALL;
    }

    static List<EncoderDefinition> of(EncodingFormat format) {
        return ALL.stream().filter(definition -> definition.makes(format)).toList();
    }

    static Optional<EncoderDefinition> named(String name) {
        return ALL.stream().filter(definition -> definition.name().equals(name)).findFirst();
    }

    /** An H.264 encoder that makes both profiles, each by its own options. */
    private static EncoderDefinition h264(String name, Input input, String options, String baseline, String main) {
        return encoder(H264, name, input, options)
                .withProfile(H264Profile.CONSTRAINED_BASELINE, options(baseline))
                .withProfile(H264Profile.MAIN, options(main));
    }

    private static EncoderDefinition encoder(VideoCodec codec, String name, Input input, String... options) {
        return new EncoderDefinition(name, codec, input, options(options), Map.of(), Optional.empty(), false);
    }

    /** Names and values as on FFmpeg's command line, {@code name=value name=value}. */
    private static Map<String, String> options(String... groups) {
        Map<String, String> parsed = new LinkedHashMap<>();
        Arrays.stream(groups)
                .flatMap(group -> Arrays.stream(group.split(" ")))
                .filter(option -> !option.isEmpty())
                .map(option -> option.split("=", 2))
                .forEach(option -> parsed.put(option[0], option[1]));
        return parsed;
    }
}
