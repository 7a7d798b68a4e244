package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_is_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Brings pictures of any size, format and colour matrix into the encoder's own frame, upright and letterboxed, in
 * limited-range BT.709. Confined to the encoder's thread.
 */
final class FrameConverter implements AutoCloseable {
    private final int width;
    private final int height;
    private final int format;
    private final AVFrame target = av_frame_alloc();
    private final AVFrame downloaded = av_frame_alloc();
    /** A scaled picture before its rotation. */
    private final AVFrame rotated = av_frame_alloc();

    private final PictureView source = new PictureView();
    private final PointerPointer<Pointer> targetData = new PointerPointer<>(4);
    private final IntPointer targetStrides = new IntPointer(4L);
    private @Nullable SwsContext scaler;
    private @Nullable Geometry geometry;
    private boolean barsDrawn;

    private record Geometry(
            int format, int width, int height, boolean fullRange, int matrix, Rotation rotation, Letterbox box) {
        /** Width of the scaled picture before its rotation. */
        int scaledWidth() {
            return rotation.swapsSides() ? box.height() : box.width();
        }

        int scaledHeight() {
            return rotation.swapsSides() ? box.width() : box.height();
        }
    }

    /** {@code format} is yuv420p or nv12. */
    FrameConverter(int width, int height, int format) throws EncoderException {
        this.width = width;
        this.height = height;
        this.format = format;
        allocateTarget();
    }

    private void allocateTarget() throws EncoderException {
        allocate(target, width, height);
        target.color_range(AVCOL_RANGE_MPEG);
        target.colorspace(AVCOL_SPC_BT709);
        barsDrawn = false;
    }

    private void allocate(AVFrame frame, int frameWidth, int frameHeight) throws EncoderException {
        av_frame_unref(frame);
        frame.width(frameWidth).height(frameHeight).format(format);
        int result = av_frame_get_buffer(frame, 0);
        if (result < 0) {
            throw new EncoderException(
                    "no memory for a " + frameWidth + "x" + frameHeight + " picture: " + Ffmpeg.message(result));
        }
    }

    /** The picture in the encoder's size and format; valid until the next call. */
    AVFrame convert(VideoFrame frame) throws EncoderException, UnsupportedPictureException {
        if (av_frame_is_writable(target) == 0) {
            allocateTarget();
        }
        if (frame.format().isPresent()) {
            source.show(frame, frame.format().get());
        } else {
            AVFrame picture = AvFrames.of(frame)
                    .orElseThrow(
                            () -> new UnsupportedPictureException("a frame of another media library cannot be read"));
            source.show(inHostMemory(picture));
        }
        Rotation rotation = source.rotation();
        Letterbox box = rotation.swapsSides()
                ? Letterbox.fit(source.height(), source.width(), 1 / source.pixelAspect(), width, height)
                : Letterbox.fit(source.width(), source.height(), source.pixelAspect(), width, height);
        Geometry wanted = new Geometry(
                source.format(), source.width(), source.height(), source.fullRange(), source.matrix(), rotation, box);
        if (!wanted.equals(geometry)) {
            geometry = wanted;
            barsDrawn = false;
            openScaler(wanted);
        }
        if (!barsDrawn) {
            drawBars(box);
            barsDrawn = true;
        }
        if (scaler == null) {
            av_image_copy(target.data(), target.linesize(), source.data(), source.strides(), format, width, height);
        } else if (rotation == Rotation.NONE) {
            aim(target, box);
            sws_scale(scaler, source.data(), source.strides(), 0, source.height(), targetData, targetStrides);
        } else {
            aim(rotated, new Letterbox(0, 0, wanted.scaledWidth(), wanted.scaledHeight()));
            sws_scale(scaler, source.data(), source.strides(), 0, source.height(), targetData, targetStrides);
            rotation.copy(rotated, target, box);
        }
        return target;
    }

    private AVFrame inHostMemory(AVFrame frame) throws UnsupportedPictureException {
        if (frame.hw_frames_ctx() == null) {
            return frame;
        }
        av_frame_unref(downloaded);
        int result = av_hwframe_transfer_data(downloaded, frame, 0);
        if (result < 0) {
            throw new UnsupportedPictureException(
                    "a picture cannot be fetched from its device: " + Ffmpeg.message(result));
        }
        av_frame_copy_props(downloaded, frame);
        return downloaded;
    }

    private void openScaler(Geometry from) throws EncoderException, UnsupportedPictureException {
        if (scaler != null) {
            sws_freeContext(scaler);
            scaler = null;
        }
        boolean isRotated = from.rotation() != Rotation.NONE;
        boolean same = from.format() == format
                && from.width() == width
                && from.height() == height
                && from.box().width() == width
                && from.box().height() == height
                && !from.fullRange()
                && from.matrix() == SWS_CS_ITU709;
        if (same && !isRotated) {
            return;
        }
        if (isRotated) {
            allocate(rotated, from.scaledWidth(), from.scaledHeight());
        }
        SwsContext opened = sws_alloc_context();
        opened.flags(SWS_BILINEAR);
        opened.src_w(from.width());
        opened.src_h(from.height());
        opened.src_format(from.format());
        // Set before initialisation: otherwise pictures of equal size and format would only be copied, whatever their
        // ranges.
        opened.src_range(from.fullRange() ? 1 : 0);
        opened.dst_w(from.scaledWidth());
        opened.dst_h(from.scaledHeight());
        opened.dst_format(format);
        opened.dst_range(0);
        if (sws_init_context(opened, null, null) < 0) {
            sws_freeContext(opened);
            geometry = null;
            BytePointer name = av_get_pix_fmt_name(from.format());
            throw new UnsupportedPictureException(
                    "pictures of " + from.width() + "x" + from.height() + " in the pixel format "
                            + (name == null ? from.format() : name.getString()) + " cannot be converted");
        }
        int one = 1 << 16;
        sws_setColorspaceDetails(
                opened,
                sws_getCoefficients(from.matrix()),
                from.fullRange() ? 1 : 0,
                sws_getCoefficients(SWS_CS_ITU709),
                0,
                0,
                one,
                one);
        scaler = opened;
    }

    private void aim(AVFrame picture, Letterbox box) {
        int chromaBytes = format == AV_PIX_FMT_NV12 ? 2 : 1;
        for (int plane = 0; plane < 3; plane++) {
            int stride = picture.linesize(plane);
            targetStrides.put(plane, stride);
            BytePointer start = picture.data(plane);
            if (start == null) {
                targetData.put(plane, (Pointer) null);
                continue;
            }
            long offset = plane == 0
                    ? (long) box.top() * stride + box.left()
                    : (long) (box.top() / 2) * stride + (long) (box.left() / 2) * chromaBytes;
            targetData.put(plane, start.getPointer(offset));
        }
    }

    private void drawBars(Letterbox box) {
        if (box.width() == width && box.height() == height) {
            return;
        }
        Pointer.memset(target.data(0), 16, (long) target.linesize(0) * height);
        for (int plane = 1; plane < 3; plane++) {
            if (target.data(plane) != null) {
                Pointer.memset(target.data(plane), 128, (long) target.linesize(plane) * (height / 2));
            }
        }
    }

    @Override
    public void close() {
        if (scaler != null) {
            sws_freeContext(scaler);
            scaler = null;
        }
        av_frame_free(target);
        av_frame_free(downloaded);
        av_frame_free(rotated);
        source.close();
        targetData.close();
        targetStrides.close();
    }
}
