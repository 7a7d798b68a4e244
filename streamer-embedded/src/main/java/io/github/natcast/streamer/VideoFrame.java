package io.github.natcast.streamer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One picture on its way to the encoders. Its pixels are not copied: from the moment a frame is handed on until its
 * release action runs, nobody writes to its buffers. A new frame has one reference, which whoever holds the frame owns;
 * passing the frame on passes that reference on. Thread-safe.
 */
public final class VideoFrame {
    /** The most pixels in a row, and the most rows. */
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
     * Rows of samples.
     *
     * @param bytes from the first sample on, position 0
     * @param stride bytes from one row to the next
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
     * A frame of planes that follow each other without padding, from the buffer's position on.
     *
     * @param captureTimeNanos when the picture was taken, on the scale of {@link System#nanoTime()}
     */
    public static VideoFrame of(PixelFormat format, int width, int height, ByteBuffer pixels, long captureTimeNanos) {
        return of(format, width, height, pixels, captureTimeNanos, () -> {});
    }

    /** As above; {@code releaseAction} runs once, on any thread, when the buffer may be written again. */
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

    /** A frame of separate planes with padded rows; each plane begins at its buffer's position. */
    public static VideoFrame ofPlanes(
            PixelFormat format,
            int width,
            int height,
            List<Plane> planes,
            long captureTimeNanos,
            Runnable releaseAction) {
        if (planes.size() != format.planes()) {
            throw new IllegalArgumentException(
                    format + " has " + format.planes() + " planes, given were " + planes.size());
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
                        + " bytes, given were a stride of "
                        + stride + " and " + remaining + " bytes");
            }
            checked.add(new Plane(planes.get(plane).bytes().slice(), stride));
        }
        return new VideoFrame(
                Optional.of(format), width, height, List.copyOf(checked), null, captureTimeNanos, releaseAction);
    }

    /**
     * A picture in a media library's memory. Called through a private lookup: only the library's own code makes one.
     */
    @SuppressWarnings("unused")
    private static VideoFrame ofNative(
            Object picture, int width, int height, long captureTimeNanos, Runnable releaseAction) {
        return new VideoFrame(Optional.empty(), width, height, List.of(), picture, captureTimeNanos, releaseAction);
    }

    /** Empty when the picture lies in a media library's own memory, such as a decoded frame or one in GPU memory. */
    public Optional<PixelFormat> format() {
        return format;
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** As many as the format has; none when the picture lies in a media library's own memory. */
    public List<Plane> planes() {
        return planes;
    }

    /** When the picture was taken, on the scale of {@link System#nanoTime()}. */
    public long captureTimeNanos() {
        return captureTimeNanos;
    }

    /** Takes one more reference. The caller must own one. */
    public VideoFrame retain() {
        if (references.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalStateException("the frame is already released");
        }
        return this;
    }

    /** Gives one reference back; the last one runs the release action. */
    public void release() {
        int before = references.getAndUpdate(count -> Math.max(0, count - 1));
        if (before == 1) {
            releaseAction.run();
        } else if (before == 0) {
            throw new IllegalStateException("the frame is already released");
        }
    }
}
