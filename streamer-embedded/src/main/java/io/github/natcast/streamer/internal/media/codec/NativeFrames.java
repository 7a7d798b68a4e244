package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.VideoFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Frames that lie in a media library's own memory. {@link VideoFrame} keeps their maker and their picture private, so
 * that no program can make one that no encoder reads; this class is its only friend. Stateless.
 */
public final class NativeFrames {
    private static final MethodHandle OF_NATIVE;
    private static final MethodHandle NATIVE_PICTURE;

    static {
        try {
            MethodHandles.Lookup frames = MethodHandles.privateLookupIn(VideoFrame.class, MethodHandles.lookup());
            OF_NATIVE = frames.findStatic(
                    VideoFrame.class,
                    "ofNative",
                    MethodType.methodType(
                            VideoFrame.class, Object.class, int.class, int.class, long.class, Runnable.class));
            NATIVE_PICTURE = frames.findGetter(VideoFrame.class, "nativePicture", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private NativeFrames() {}

    /**
     * Wraps a picture of {@code width} x {@code height} pixels.
     *
     * @param captureTimeNanos when the picture was taken, on the scale of {@link System#nanoTime()}
     * @param free gives the memory back; runs once, on any thread, when the last reference is released
     */
    public static VideoFrame of(Object picture, int width, int height, long captureTimeNanos, Runnable free) {
        try {
            return (VideoFrame) OF_NATIVE.invokeExact(picture, width, height, captureTimeNanos, free);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The picture that {@link #of} wrapped, when it is a {@code type}; empty for a frame with planes. */
    public static <T> Optional<T> picture(VideoFrame frame, Class<T> type) {
        Object picture;
        try {
            picture = (Object) NATIVE_PICTURE.invokeExact(frame);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        return type.isInstance(picture) ? Optional.of(type.cast(picture)) : Optional.empty();
    }
}
