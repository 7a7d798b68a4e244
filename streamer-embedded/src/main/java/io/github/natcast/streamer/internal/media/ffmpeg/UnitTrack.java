package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_flush;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;

import io.github.natcast.streamer.VideoCodec;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVBitStreamFilter;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** An input's stream of encoded pictures, written as WebRTC needs them. Confined to the reading thread. */
final class UnitTrack implements AutoCloseable {
    /** What precedes the OBUs in av1C ("AV1 Codec ISO Media File Format Binding" §2.3.3). */
    private static final int AV1_CONFIGURATION = 4;

    private final AVStream stream;
    private final VideoCodec codec;
    private final AVBSFContext filter;

    private UnitTrack(AVStream stream, VideoCodec codec, AVBSFContext filter) {
        this.stream = stream;
        this.codec = codec;
        this.filter = filter;
    }

    /** Empty for a codec that WebRTC does not send. */
    static Optional<UnitTrack> of(AVStream stream) {
        AVCodecParameters parameters = stream.codecpar();
        Optional<VideoCodec> codec = codec(parameters.codec_id());
        if (codec.isEmpty()) {
            return Optional.empty();
        }
        // Each passes on what has start codes already.
        AVBitStreamFilter known = av_bsf_get_by_name(
                switch (codec.get()) {
                    case H264 -> "h264_mp4toannexb";
                    case H265 -> "hevc_mp4toannexb";
                    case VP8, AV1 -> "null";
                });
        AVBSFContext filter = new AVBSFContext(null);
        if (known == null || known.isNull() || av_bsf_alloc(known, filter) < 0) {
            return Optional.empty();
        }
        avcodec_parameters_copy(filter.par_in(), parameters);
        filter.time_base_in(stream.time_base());
        if (av_bsf_init(filter) < 0) {
            av_bsf_free(filter);
            return Optional.empty();
        }
        return Optional.of(new UnitTrack(stream, codec.get(), filter));
    }

    private static Optional<VideoCodec> codec(int id) {
        return switch (id) {
            case AV_CODEC_ID_H264 -> Optional.of(VideoCodec.H264);
            case AV_CODEC_ID_HEVC -> Optional.of(VideoCodec.H265);
            case AV_CODEC_ID_VP8 -> Optional.of(VideoCodec.VP8);
            case AV_CODEC_ID_AV1 -> Optional.of(VideoCodec.AV1);
            default -> Optional.empty();
        };
    }

    VideoCodec codec() {
        return codec;
    }

    AVStream stream() {
        return stream;
    }

    /** The parameter sets that the container keeps apart; empty when there are none. */
    byte[] parameterSets() {
        AVCodecParameters parameters = filter.par_out();
        int size = parameters.extradata() == null ? 0 : parameters.extradata_size();
        byte[] sets = new byte[size];
        if (size > 0) {
            parameters.extradata().get(sets);
        }
        return codec == VideoCodec.AV1 ? Arrays.copyOfRange(sets, Math.min(AV1_CONFIGURATION, size), size) : sets;
    }

    /** Rewrites the packet in its place; negative when that fails. */
    int rewrite(AVPacket packet) {
        int result = av_bsf_send_packet(filter, packet);
        return result < 0 ? result : av_bsf_receive_packet(filter, packet);
    }

    void flush() {
        av_bsf_flush(filter);
    }

    @Override
    public void close() {
        av_bsf_free(filter);
    }
}
