package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.source.CopiedSource;
import io.github.natcast.streamer.internal.media.source.MediaSource;
import io.github.natcast.streamer.internal.media.source.TestPatternSource;
import io.github.natcast.streamer.internal.media.source.frames.FrameSocketSource;
import java.nio.file.Path;

/**
 * A source of pictures and audio, such as a file, a camera or the program itself.
 *
 * <pre>{@code
 * VideoSource film = VideoSource.media("film.mp4");
 * VideoSource drawn = VideoSource.pushed("simulation");
 * }</pre>
 *
 * <p>A source is a description: each {@link #start} plays it from the beginning, independently of other playbacks. A
 * program may implement this interface for sources of its own; implementations are thread-safe.
 */
public interface VideoSource {

    /** A moving test picture with colour bars, a clock and a frame counter, in the wanted size and frame rate. */
    static VideoSource testPattern() {
        return new TestPatternSource();
    }

    /**
     * A source that FFmpeg reads: a file, which is looped; a URL (RTSP, HTTP and others); or a capture device.
     *
     * @param location a path, a URL, or a device as {@code FORMAT:NAME}, such as {@code v4l2:/dev/video0} or
     *     {@code x11grab::0.0}
     */
    static VideoSource media(String location) {
        return new MediaSource(location);
    }

    /**
     * A source that FFmpeg reads, read in another way.
     *
     * @param location as in {@link #media(String)}
     * @throws IllegalArgumentException when an option does not go with the location, as headers with a file
     */
    static VideoSource media(String location, MediaOptions options) {
        return new MediaSource(location, options);
    }

    /** A file that FFmpeg reads, which is looped. */
    static VideoSource media(Path file) {
        return media(file, MediaOptions.defaults());
    }

    /** A file that FFmpeg reads. */
    static VideoSource media(Path file, MediaOptions options) {
        // What precedes a colon would be taken for a device or a protocol.
        Path plain = file.toString().indexOf(':') < 0 ? file : file.toAbsolutePath();
        return new MediaSource(plain.toString(), options);
    }

    /**
     * A source that FFmpeg reads and that is sent as it is encoded: a file, which is looped, or a URL, such as that of
     * an RTSP camera. Pictures in H.264, H.265, VP8 or AV1 are not decoded, unless a viewer cannot play them; nor is
     * audio in Opus.
     *
     * @param location a path or a URL
     */
    static VideoSource copied(String location) {
        return copied(location, MediaOptions.defaults());
    }

    /**
     * As {@link #copied(String)}, read in another way.
     *
     * @throws IllegalArgumentException when an option does not go with the location, as headers with a file
     */
    static VideoSource copied(String location, MediaOptions options) {
        return new CopiedSource(location, options);
    }

    /** The source's name in messages, such as its location. */
    String name();

    /**
     * A source whose pictures the program pushes.
     *
     * @param name the source's name in messages
     */
    static PushVideoSource pushed(String name) {
        return new PushVideoSource(name);
    }

    /**
     * A source whose pictures the program pushes in encoded form.
     *
     * @param name the source's name in messages
     * @param codec what will be pushed
     */
    static EncodedVideoSource encoded(String name, VideoCodec codec) {
        return new EncodedVideoSource(name, codec);
    }

    /**
     * Opens the source and starts to deliver to {@code sink}, at the source's own pace and on its own thread. Blocks
     * until the source is open.
     *
     * @param wanted how the pictures will be encoded; a hint only, since the source may deliver any size and rate
     * @param sink receives the pictures and the audio
     * @return the playback, which the caller closes
     * @throws MediaSourceException when the source cannot be opened
     */
    Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException;

    /**
     * Whether {@link #start} may succeed again after the source has ended or failed; false for a source that can be
     * read only once, such as a pipe.
     */
    default boolean isRestartable() {
        return true;
    }

    /** A source that plays. Thread-safe. */
    interface Playback extends AutoCloseable {
        /**
         * Signals whether pictures are wanted now. A source that can pause at no cost pauses while they are not, and
         * resumes at once when they are; other sources ignore the signal.
         */
        default void setActive(boolean active) {}

        /**
         * Asks a source of encoded pictures for a key frame as soon as possible; must not block.
         *
         * @return whether one can be expected; false for a source that cannot be asked, such as a file
         */
        default boolean requestKeyFrame() {
            return false;
        }

        /** Stops the delivery and frees all resources; idempotent. After it returns, the sink is not called again. */
        @Override
        void close();
    }

    /**
     * A source whose pictures and audio another process sends: the source listens on a socket, one client at a time
     * connects, and each frame is a header of 32 bytes and the frame itself. The messages, and a client in Python, are
     * described in docs/frame-socket.md.
     *
     * <p>It listens from {@link #start} on; playbacks of the same source share the socket. While no client delivers it
     * is silent, so the standby shows; a client may come, go and come back at any time. Pictures come as they are sent,
     * and the newest wins: a client is never held up by an encoder.
     *
     * @param endpoint a path or {@code unix:PATH} of a Unix socket, which is made with access for this user alone, in
     *     place of one that nobody listens on; or {@code tcp:HOST:PORT}, the address to bind, or {@code tcp:PORT} for
     *     the loopback address. Whoever reaches a TCP port may send, since nothing asks who they are
     * @throws IllegalArgumentException when the endpoint is none of them; the message says what to write
     */
    static VideoSource frames(String endpoint) {
        return new FrameSocketSource(endpoint);
    }
}
