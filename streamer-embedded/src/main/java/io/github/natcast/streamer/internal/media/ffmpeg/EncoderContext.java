package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;

/** Allocates encoder contexts and applies the settings and the catalogue's options. Stateless. */
final class EncoderContext {
    /** Microseconds. */
    static final int TIME_BASE = 1_000_000;

    /** Key frames come on request, and once in ten minutes without one. QSV counts in 16 bits. */
    private static final int SECONDS_BETWEEN_KEY_FRAMES = 600;

    private static final int LONGEST_GROUP = 32_000;

    /** Room for this many average frames: a key frame is several times larger than others. */
    private static final int BUFFER_FRAMES = 3;

    private EncoderContext() {}

    static AVCodec find(String name) throws EncoderException {
        AVCodec codec = avcodec_find_encoder_by_name(name);
        if (codec == null || codec.isNull()) {
            throw new EncoderException(name + ": this build of FFmpeg does not have it");
        }
        return codec;
    }

    /** The caller opens and frees it. */
    static AVCodecContext allocate(AVCodec codec, EncoderDefinition definition, VideoSettings settings)
            throws EncoderException {
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(settings.width());
        context.height(settings.height());
        context.time_base().num(1).den(TIME_BASE);
        context.framerate().num(settings.framesPerSecond()).den(1);
        context.sample_aspect_ratio().num(1).den(1);
        rate(context, definition, settings);
        context.gop_size(Math.min(LONGEST_GROUP, SECONDS_BETWEEN_KEY_FRAMES * settings.framesPerSecond()));
        context.max_b_frames(0);
        context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
        context.color_range(AVCOL_RANGE_MPEG);
        context.colorspace(AVCOL_SPC_BT709);
        context.color_primaries(AVCOL_PRI_BT709);
        context.color_trc(AVCOL_TRC_BT709);
        for (Map.Entry<String, String> option : definition.options().entrySet()) {
            int result = av_opt_set(context, option.getKey(), option.getValue(), AV_OPT_SEARCH_CHILDREN);
            if (result < 0) {
                avcodec_free_context(context);
                throw new EncoderException(definition.name() + ": option " + option.getKey() + "=" + option.getValue()
                        + " was refused: " + Ffmpeg.message(result));
            }
        }
        return context;
    }

    /** Sets the target, on a context that is open, too, if its encoder follows it. */
    static void rate(AVCodecContext context, EncoderDefinition definition, VideoSettings settings) {
        context.bit_rate(settings.bitrate());
        context.rc_max_rate(settings.bitrate());
        if (definition.codec() == VideoCodec.VP8 || definition.codec() == VideoCodec.AV1) {
            // libvpx and libaom only treat a rate as constant when all three are equal.
            context.rc_min_rate(settings.bitrate());
        }
        context.rc_buffer_size(settings.bitrate() / settings.framesPerSecond() * BUFFER_FRAMES);
    }
}
