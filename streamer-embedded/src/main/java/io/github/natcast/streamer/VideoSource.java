package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.source.MediaSource;
import io.github.natcast.streamer.internal.media.source.TestPatternSource;

/**
 * Where pictures come from. A source is a description: each {@link #start} plays it anew and independently. Implement
 * it to bring pictures of your own; thread-safe.
 */
public interface VideoSource {

    /** A moving test picture with colour bars, a clock and a frame counter, in the size and rate that are asked for. */
    static VideoSource testPattern() {
        return new TestPatternSource();
    }

    /**
     * What FFmpeg reads: a file, which is looped; a URL (RTSP, HTTP and others); or a capture device as
     * {@code FORMAT:NAME}, such as {@code v4l2:/dev/video0} or {@code x11grab::0.0}.
     */
    static VideoSource media(String location) {
        return new MediaSource(location);
    }

    /** For messages, such as the location. */
    String name();

    /** Pictures that the program pushes; {@code name} is for messages. */
    static PushVideoSource pushed(String name) {
        return new PushVideoSource(name);
    }

    /**
     * Starts to deliver to {@code sink}, at the source's own pace and on its own thread. May take as long as opening
     * takes.
     *
     * @param wanted what the pictures will be encoded as: a hint, any size and rate may be delivered
     * @throws MediaSourceException when the source cannot be opened
     */
    Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException;

    /**
     * Whether {@link #start} may succeed again after the source was at its end or has failed; false for what can be
     * read once only, such as a pipe.
     */
    default boolean isRestartable() {
        return true;
    }

    /** A started source. Thread-safe. */
    interface Playback extends AutoCloseable {
        /**
         * Says whether pictures are wanted just now. A source that can do so costlessly rests while they are not, and
         * goes on at once when they are; others ignore it.
         */
        default void setActive(boolean active) {}

        /** Ends delivery and frees everything; idempotent. Once it returns, the sink is not called again. */
        @Override
        void close();
    }
}
