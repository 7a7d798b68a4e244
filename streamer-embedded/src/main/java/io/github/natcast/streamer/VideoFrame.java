package io.github.natcast.streamer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One picture on its way to the encoders.
 *
 * <pre>{@code
 * VideoFrame frame = VideoFrame.of(PixelFormat.BGRA, 1920, 1080, pixels, System.nanoTime(), () -> free(pixels));
 * source.lend(frame);
 * }</pre>
 *
 * <p>A frame shares its buffers with its creator instead of copying them: nobody may write to them until the release
 * action has run. A frame counts references. It starts with one, which its holder owns; passing the frame on passes
 * that reference on, and the last release runs the release action. Thread-safe.
 */
public final class VideoFrame {
    /** The greatest width and the greatest height, in pixels. */
    public static final int MAXIMUM_SIDE = 16_384;

    private final Optional<PixelFormat> format;
    private final int width;
    private final int height;
    private final List<Plane> planes;
    /** Read by the encoders alone, through a private lookup. */
    @SuppressWarnings("UnusedVariable")
    private final @Nullable Object nativePicture;

    private final long captureTimeNanos;
    private final Runnable releaseAction;
    private final AtomicInteger references = new AtomicInteger(1);

    /**
     * One plane of a picture: rows of samples.
     *
     * @param bytes the samples; the first one is at the buffer's position
     * @param stride the distance from one row to the next, in bytes
     */
    public record Plane(ByteBuffer bytes, int stride) {}

    static void requireSize(int width, int height) {
        if (width < 1 || width > MAXIMUM_SIDE || height < 1 || height > MAXIMUM_SIDE) {
            throw new IllegalArgumentException("frame size " + width + "x" + height + " must be 1x1 to " + MAXIMUM_SIDE
                    + "x" + MAXIMUM_SIDE + " pixels");
        }
    }

    private VideoFrame(
            Optional<PixelFormat> format,
            int width,
            int height,
            List<Plane> planes,
            @Nullable Object nativePicture,
            long captureTimeNanos,
            Runnable releaseAction) {
        requireSize(width, height);
        this.format = format;
        this.width = width;
        this.height = height;
        this.planes = planes;
        this.nativePicture = nativePicture;
        this.captureTimeNanos = captureTimeNanos;
        this.releaseAction = releaseAction;
    }

    /**
     * Makes a frame of planes that follow each other without padding, in a buffer that is never written again.
     *
     * @param width in pixels, 1 to {@link #MAXIMUM_SIDE}
     * @param height in pixels, 1 to {@link #MAXIMUM_SIDE}
     * @param pixels the planes, starting at the buffer's position, which does not change
     * @param captureTimeNanos when the picture was taken, in nanoseconds on the scale of {@link System#nanoTime()}
     * @return a frame with one reference, which the caller owns
     * @throws IllegalArgumentException when a side is out of its range or the buffer is too short
     */
    public static VideoFrame of(PixelFormat format, int width, int height, ByteBuffer pixels, long captureTimeNanos) {
        return of(format, width, height, pixels, captureTimeNanos, () -> {});
    }

    /**
     * Makes a frame of planes that follow each other without padding, in a buffer that is reused after the frame's
     * release.
     *
     * @param width in pixels, 1 to {@link #MAXIMUM_SIDE}
     * @param height in pixels, 1 to {@link #MAXIMUM_SIDE}
     * @param pixels the planes, starting at the buffer's position, which does not change
     * @param captureTimeNanos when the picture was taken, in nanoseconds on the scale of {@link System#nanoTime()}
     * @param releaseAction runs once, on any thread, when the buffer may be written again; must not block
     * @return a frame with one reference, which the caller owns
     * @throws IllegalArgumentException when a side is out of its range or the buffer is too short
     */
    public static VideoFrame of(
            PixelFormat format,
            int width,
            int height,
            ByteBuffer pixels,
            long captureTimeNanos,
            Runnable releaseAction) {
        int needed = format.pictureBytes(width, height);
        if (pixels.remaining() < needed) {
            throw new IllegalArgumentException("a " + width + "x" + height + " " + format + " frame needs " + needed
                    + " bytes, the buffer has " + pixels.remaining());
        }
        List<Plane> planes = new ArrayList<>(format.planes());
        int offset = pixels.position();
        for (int plane = 0; plane < format.planes(); plane++) {
            int stride = format.rowBytes(plane, width);
            int length = stride * format.rows(plane, height);
            planes.add(new Plane(pixels.slice(offset, length), stride));
            offset += length;
        }
        return new VideoFrame(
                Optional.of(format), width, height, List.copyOf(planes), null, captureTimeNanos, releaseAction);
    }

    /**
     * Makes a frame of separate planes, whose rows may be padded.
     *
     * @param width in pixels, 1 to {@link #MAXIMUM_SIDE}
     * @param height in pixels, 1 to {@link #MAXIMUM_SIDE}
     * @param planes as many as the format has; each starts at its buffer's position, which does not change
     * @param captureTimeNanos when the picture was taken, in nanoseconds on the scale of {@link System#nanoTime()}
     * @param releaseAction runs once, on any thread, when the buffers may be written again; must not block
     * @return a frame with one reference, which the caller owns
     * @throws IllegalArgumentException when a side is out of its range, the number of planes is wrong, or a stride or a
     *     buffer is too short
     */
    public static VideoFrame ofPlanes(
            PixelFormat format,
            int width,
            int height,
            List<Plane> planes,
            long captureTimeNanos,
            Runnable releaseAction) {
        if (planes.size() != format.planes()) {
            throw new IllegalArgumentException(
                    format + " has " + format.planes() + " planes, but " + planes.size() + " were given");
        }
        List<Plane> checked = new ArrayList<>(planes.size());
        for (int plane = 0; plane < planes.size(); plane++) {
            int row = format.rowBytes(plane, width);
            int stride = planes.get(plane).stride();
            int remaining = planes.get(plane).bytes().remaining();
            long needed = (long) stride * (format.rows(plane, height) - 1) + row;
            if (stride < row || remaining < needed) {
                throw new IllegalArgumentException("plane " + plane + " of a " + width + "x" + height + " " + format
                        + " frame needs a stride of at least " + row + " and " + needed
                        + " bytes, but has a stride of "
                        + stride + " and " + remaining + " bytes");
            }
            checked.add(new Plane(planes.get(plane).bytes().slice(), stride));
        }
        return new VideoFrame(
                Optional.of(format), width, height, List.copyOf(checked), null, captureTimeNanos, releaseAction);
    }

    /**
     * Makes a frame of a picture in a media library's memory. Only the library's adapter calls it, by private lookup.
     */
    @SuppressWarnings("unused")
    private static VideoFrame ofNative(
            Object picture, int width, int height, long captureTimeNanos, Runnable releaseAction) {
        return new VideoFrame(Optional.empty(), width, height, List.of(), picture, captureTimeNanos, releaseAction);
    }

    /** The pixel format; empty when a media library owns the memory, as for a decoded frame or one in GPU memory. */
    public Optional<PixelFormat> format() {
        return format;
    }

    /** The width in pixels. */
    public int width() {
        return width;
    }

    /** The height in pixels. */
    public int height() {
        return height;
    }

    /**
     * The planes, as many as the format has; none when a media library owns the memory. They share the frame's buffers:
     * do not write to them, and do not read them after the frame's release.
     */
    public List<Plane> planes() {
        return planes;
    }

    /** When the picture was taken, in nanoseconds on the scale of {@link System#nanoTime()}. */
    public long captureTimeNanos() {
        return captureTimeNanos;
    }

    /**
     * Adds a reference, which the caller owns. The caller must already own one.
     *
     * @return this frame
     * @throws IllegalStateException when the last reference was released before
     */
    public VideoFrame retain() {
        if (references.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalStateException("the frame is already released");
        }
        return this;
    }

    /**
     * Releases one reference that the caller owns; releasing the last one runs the release action on this thread.
     *
     * @throws IllegalStateException when the last reference was released before
     */
    public void release() {
        int before = references.getAndUpdate(count -> Math.max(0, count - 1));
        if (before == 1) {
            releaseAction.run();
        } else if (before == 0) {
            throw new IllegalStateException("the frame is already released");
        }
    }
}
