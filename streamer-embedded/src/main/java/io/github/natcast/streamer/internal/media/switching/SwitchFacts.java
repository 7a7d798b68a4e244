package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.VideoSource;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the sources; who is on air follows from it. Confined to the switch's lock; times are on its
 * clock.
 */
final class SwitchFacts {
    private final long stallNanos;

    @Nullable
    SourceChannel standby;

    /** The source that was asked for, from its first picture on. */
    @Nullable
    SourceChannel live;

    /** The source that was asked for last, until its first picture. */
    @Nullable
    SourceChannel coming;

    /** What is opened again when it fails; null when the source that was asked for is not. */
    @Nullable
    VideoSource kept;

    /** Whose picture came last; null before the first. */
    @Nullable
    SourceChannel shown;

    /** Whose audio came last; null before the first. */
    @Nullable
    SourceChannel heard;

    boolean closed;

    /** When the live source's newest picture came. */
    private long livePictureNanos;
    /** When somebody last looked for a newer one. */
    private long checkedNanos;

    /** @param stallNanos a live source that is silent for so long gives way to the standby */
    SwitchFacts(long stallNanos) {
        this.stallNanos = stallNanos;
    }

    /** Whose pictures and audio viewers get; null for nobody's. */
    @Nullable
    SourceChannel onAir() {
        if (closed) {
            return null;
        }
        // The live source, unless it was last seen silent: a picture of its own ends that.
        if (live != null && !isStalled()) {
            return live;
        }
        return standby;
    }

    boolean isStalled() {
        return live != null && checkedNanos - livePictureNanos >= stallNanos;
    }

    /** Whether the standby is to deliver: up to its first picture always, then while somebody sees it. */
    boolean standbyPlays(boolean watched) {
        return standby != null && (!standby.delivered || (watched && onAir() == standby));
    }

    /** Whether the channel still matters; one that is over, or was replaced, does not. */
    boolean listensTo(SourceChannel channel) {
        return !channel.over && (channel == standby || channel == live || channel == coming);
    }

    void livePicture(long now) {
        livePictureNanos = now;
        checkedNanos = now;
    }

    /** Looks for a newer picture; returns how long there has been none. */
    long checkLive(long now) {
        checkedNanos = now;
        return now - livePictureNanos;
    }
}
