package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Owns an encoder's context and brings pictures into it: through host memory, uploaded to a device, or, for nvenc and a
 * CUDA frame of the right size, without a copy. The kind of memory that an encoder reads is fixed when it is opened, so
 * a change of kind reopens it, which begins with a key frame. Confined to the encoder's thread.
 */
final class EncoderInput implements AutoCloseable {
    private final EncoderDefinition definition;
    private VideoSettings settings;
    private final FrameConverter converter;
    private final @Nullable HardwareFrames surfaces;
    private final @Nullable TimecodePainter timecode;
    private final AVFrame passed;
    private AVCodecContext context;
    /** Address of the CUDA pool whose frames the context reads; 0 when it reads host memory or {@link #surfaces}. */
    private long cudaPool;

    EncoderInput(EncoderDefinition definition, VideoSettings settings) throws EncoderException {
        this.definition = definition;
        this.settings = settings;
        timecode = settings.timecode() ? new TimecodePainter(System::currentTimeMillis, System::nanoTime) : null;
        surfaces = HardwareFrames.openFor(definition, settings.width(), settings.height());
        try {
            context = open(null);
        } catch (EncoderException refused) {
            closeSurfaces();
            throw refused;
        }
        passed = av_frame_alloc(); // once nothing can be refused any more
        converter = new FrameConverter(settings.width(), settings.height(), hostFormat());
    }

    AVCodecContext context() {
        return context;
    }

    /** The picture as the context takes it, valid until the next call. May replace the context. */
    AVFrame prepare(VideoFrame picture, long captureTimeNanos) throws EncoderException, UnsupportedPictureException {
        AVFrame cuda = directly(picture);
        long wantedPool = cuda == null ? 0 : cuda.hw_frames_ctx().data().address();
        if (wantedPool != cudaPool) {
            avcodec_free_context(context);
            context = open(cuda == null ? null : cuda.hw_frames_ctx());
            cudaPool = wantedPool;
        }
        if (cuda != null) {
            av_frame_unref(passed);
            int result = av_frame_ref(passed, cuda);
            if (result < 0) {
                throw new EncoderException(definition.name() + ": " + Ffmpeg.message(result));
            }
            return passed;
        }
        AVFrame host = converter.convert(picture);
        if (timecode != null) {
            timecode.paint(host, captureTimeNanos);
        }
        return surfaces == null ? host : surfaces.upload(host);
    }

    /** Changes the target of the open context, which follows. */
    void bitrate(int bitsPerSecond) {
        settings = settings.withBitrate(bitsPerSecond);
        EncoderContext.rate(context, definition, settings);
    }

    /** Replaces the context by one with another target. */
    void reopen(int bitsPerSecond) throws EncoderException {
        settings = settings.withBitrate(bitsPerSecond);
        avcodec_free_context(context);
        context = open(null);
        cudaPool = 0;
    }

    private @Nullable AVFrame directly(VideoFrame picture) {
        AVFrame frame = AvFrames.of(picture).orElse(null);
        boolean fits = frame != null
                && definition.name().endsWith("_nvenc")
                && !settings.timecode()
                && frame.format() == AV_PIX_FMT_CUDA
                && frame.hw_frames_ctx() != null
                && frame.width() == settings.width()
                && frame.height() == settings.height();
        return fits ? frame : null;
    }

    private AVCodecContext open(@Nullable AVBufferRef cudaFrames) throws EncoderException {
        AVCodec codec = EncoderContext.find(definition.name());
        AVCodecContext opening = EncoderContext.allocate(codec, definition, settings);
        if (cudaFrames != null) {
            opening.pix_fmt(AV_PIX_FMT_CUDA);
            opening.hw_frames_ctx(av_buffer_ref(cudaFrames));
        } else if (surfaces != null) {
            surfaces.attachTo(opening);
        } else {
            opening.pix_fmt(hostFormat());
        }
        FfmpegLog.collect();
        int result = avcodec_open2(opening, codec, (AVDictionary) null);
        String reason = FfmpegLog.collected();
        if (result < 0) {
            avcodec_free_context(opening);
            throw new EncoderException(definition.name() + ": " + (reason.isEmpty() ? Ffmpeg.message(result) : reason));
        }
        return opening;
    }

    private int hostFormat() {
        return switch (definition.input()) {
            case YUV420P -> AV_PIX_FMT_YUV420P;
            case NV12, VAAPI, VULKAN -> AV_PIX_FMT_NV12;
        };
    }

    private void closeSurfaces() {
        if (surfaces != null) {
            surfaces.close();
        }
    }

    @Override
    public void close() {
        avcodec_free_context(context);
        av_frame_free(passed);
        converter.close();
        closeSurfaces();
    }
}
