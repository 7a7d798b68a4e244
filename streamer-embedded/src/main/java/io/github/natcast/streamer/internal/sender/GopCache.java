package io.github.natcast.streamer.internal.sender;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the running group of pictures of one broadcast while its key frame is young, for viewers who join just after
 * it. Confined to a sender thread; holds references only.
 */
final class GopCache {
    /** A second of video at 60 frames per second; more is no longer "just after". */
    private static final int MAXIMUM_FRAMES = 60;

    private final long windowNanos;
    private final List<KeptFrame> frames = new ArrayList<>();
    private long keyFrameNanos;

    GopCache(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    void add(KeptFrame frame, long now) {
        if (frame.frame().keyFrame()) {
            frames.clear();
            frames.add(frame);
            keyFrameNanos = now;
        } else if (!frames.isEmpty()) {
            frames.add(frame);
            if (frames.size() > MAXIMUM_FRAMES || now - keyFrameNanos > windowNanos) {
                frames.clear();
            }
        }
    }

    /** Forgets the group: frames will be missing from here on. */
    void clear() {
        frames.clear();
    }

    /** The last key frame and the frames since; none when it is too old. */
    List<KeptFrame> frames(long now) {
        return now - keyFrameNanos <= windowNanos ? frames : List.of();
    }
}
