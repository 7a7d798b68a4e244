package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One playback of one source, from before it is opened until it is closed. Owned by the switch; thread-safe. */
final class SourceChannel {
    /** As for requests of viewers: those that come close together share one. */
    private static final long KEY_FRAME_GAP_NANOS = 300_000_000L;

    private final VideoSource source;
    private final CompletableFuture<Void> onAir = new CompletableFuture<>();
    private VideoSource.@Nullable Playback playback;
    private volatile boolean active = true;
    private boolean retired;

    /** Whether a picture has come. Confined to the switch's lock, as is the next. */
    boolean delivered;

    private boolean asked;
    private long askedNanos;

    /** Whether it has ended or failed: nothing that still comes counts. */
    boolean over;

    SourceChannel(VideoSource source) {
        this.source = source;
    }

    VideoSource source() {
        return source;
    }

    /** Completes with its first picture on air, or fails when there will be none; off the switch's lock. */
    CompletableFuture<Void> onAir() {
        return onAir;
    }

    String name() {
        return source.name();
    }

    /** Blocks as long as opening takes. */
    void open(VideoSettings settings, MediaSink sink) throws MediaSourceException {
        VideoSource.Playback opened = source.start(settings, sink);
        boolean unwanted;
        synchronized (this) {
            unwanted = retired;
            if (!unwanted) {
                playback = opened;
                opened.setActive(active);
            }
        }
        if (unwanted) {
            opened.close();
        }
    }

    /** Called under the switch's lock: costs nothing while nothing changes. */
    void setActive(boolean nowActive) {
        if (active != nowActive) {
            synchronized (this) {
                active = nowActive;
                if (playback != null) {
                    playback.setActive(nowActive);
                }
            }
        }
    }

    /** Whether it is time to ask for the key frame that it goes on air with. Confined to the switch's lock. */
    boolean shallAsk(long now) {
        boolean shall = !asked || now - askedNanos >= KEY_FRAME_GAP_NANOS;
        if (shall) {
            asked = true;
            askedNanos = now;
        }
        return shall;
    }

    /** Asks the source for a key frame; returns whether one can be expected. Not under the switch's lock. */
    boolean requestKeyFrame() {
        VideoSource.Playback asked;
        synchronized (this) {
            asked = playback;
        }
        return asked != null && asked.requestKeyFrame();
    }

    /** It is not wanted any more, even if it is still being opened. Does not block; {@link #close()} does. */
    synchronized void retire() {
        retired = true;
    }

    /** Blocks until the source has stopped. */
    void close() {
        VideoSource.Playback closing;
        synchronized (this) {
            retired = true;
            closing = playback;
            playback = null;
        }
        if (closing != null) {
            closing.close();
        }
    }
}
