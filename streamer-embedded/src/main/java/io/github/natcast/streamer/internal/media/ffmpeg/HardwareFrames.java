package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VULKAN;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VULKAN;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_get_type_name;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_init;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import io.github.natcast.streamer.internal.media.codec.EncoderException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;
import org.jspecify.annotations.Nullable;

/**
 * Surfaces of a graphics device, for encoders that read nothing else; pictures are uploaded as NV12. Confined to the
 * encoder's thread.
 */
final class HardwareFrames implements AutoCloseable {
    private static final int POOL = 8;

    private final int format;
    private final AVFrame surface = av_frame_alloc();
    private AVBufferRef device = new AVBufferRef(null);
    private @Nullable AVBufferRef frames;

    private HardwareFrames(int format) {
        this.format = format;
    }

    /** Null for encoders that read host memory. */
    static @Nullable HardwareFrames openFor(EncoderDefinition definition, int width, int height)
            throws EncoderException {
        return switch (definition.input()) {
            case YUV420P, NV12 -> null;
            case VAAPI -> open(definition.name(), AV_HWDEVICE_TYPE_VAAPI, AV_PIX_FMT_VAAPI, width, height);
            case VULKAN -> open(definition.name(), AV_HWDEVICE_TYPE_VULKAN, AV_PIX_FMT_VULKAN, width, height);
        };
    }

    private static HardwareFrames open(String encoder, int deviceType, int format, int width, int height)
            throws EncoderException {
        HardwareFrames opened = new HardwareFrames(format);
        try {
            FfmpegLog.collect();
            int result = av_hwdevice_ctx_create(opened.device, deviceType, (String) null, (AVDictionary) null, 0);
            check(encoder, "no " + av_hwdevice_get_type_name(deviceType).getString() + " device", result);
            AVBufferRef pool = av_hwframe_ctx_alloc(opened.device);
            opened.frames = pool;
            AVHWFramesContext context = new AVHWFramesContext(pool.data());
            context.format(format);
            context.sw_format(AV_PIX_FMT_NV12);
            context.width(width);
            context.height(height);
            context.initial_pool_size(POOL);
            check(encoder, "no surfaces", av_hwframe_ctx_init(pool));
            return opened;
        } catch (EncoderException refused) {
            opened.close();
            throw refused;
        } finally {
            FfmpegLog.collected();
        }
    }

    private static void check(String encoder, String what, int result) throws EncoderException {
        if (result < 0) {
            String detail = FfmpegLog.collected();
            throw new EncoderException(
                    encoder + ": " + what + ": " + (detail.isEmpty() ? Ffmpeg.message(result) : detail));
        }
    }

    /** Called before the context is opened. */
    void attachTo(AVCodecContext context) {
        context.pix_fmt(format);
        if (frames != null) {
            context.hw_frames_ctx(av_buffer_ref(frames));
        }
    }

    /** The picture on the device; valid until the next call. */
    AVFrame upload(AVFrame picture) throws EncoderException {
        av_frame_unref(surface);
        int result = av_hwframe_get_buffer(frames, surface, 0);
        if (result >= 0) {
            result = av_hwframe_transfer_data(surface, picture, 0);
        }
        if (result < 0) {
            throw new EncoderException("a picture cannot be brought to the device: " + Ffmpeg.message(result));
        }
        surface.colorspace(picture.colorspace());
        surface.color_range(picture.color_range());
        return surface;
    }

    @Override
    public void close() {
        av_frame_free(surface);
        if (frames != null) {
            av_buffer_unref(frames);
            frames = null;
        }
        if (!device.isNull()) {
            av_buffer_unref(device);
            device = new AVBufferRef(null);
        }
    }
}
