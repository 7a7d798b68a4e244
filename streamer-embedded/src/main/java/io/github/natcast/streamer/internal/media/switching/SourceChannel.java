package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import org.jspecify.annotations.Nullable;

/** One playback of one source, from before it is opened until it is closed. Thread-safe. */
final class SourceChannel implements MediaSink {

    /** Whom a channel tells; called without the channel's lock. */
    interface Owner {
        void onVideo(SourceChannel channel, VideoFrame frame);

        void onAudio(SourceChannel channel, AudioFrame frame);

        /** It has ended, or failed when there is a reason. Called once at most. */
        void onOver(SourceChannel channel, @Nullable String failure);
    }

    private final VideoSource source;
    private final Owner owner;
    private VideoSource.@Nullable Playback playback;
    private boolean active = true;
    private boolean retired;
    private boolean over;

    SourceChannel(VideoSource source, Owner owner) {
        this.source = source;
        this.owner = owner;
    }

    VideoSource source() {
        return source;
    }

    String name() {
        return source.name();
    }

    /** Blocks as long as opening takes. */
    void open(VideoSettings settings) throws MediaSourceException {
        VideoSource.Playback opened = source.start(settings, this);
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

    synchronized void setActive(boolean nowActive) {
        if (active != nowActive) {
            active = nowActive;
            if (playback != null) {
                playback.setActive(nowActive);
            }
        }
    }

    /** From now on the owner hears nothing. Does not block; {@link #close()} does. */
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

    private synchronized boolean isHeard() {
        return !retired && !over;
    }

    @Override
    public void onVideo(VideoFrame frame) {
        if (isHeard()) {
            owner.onVideo(this, frame);
        } else {
            frame.release();
        }
    }

    @Override
    public void onAudio(AudioFrame frame) {
        if (isHeard()) {
            owner.onAudio(this, frame);
        }
    }

    @Override
    public void onEnd() {
        over(null);
    }

    @Override
    public void onFailure(MediaSourceException failure) {
        over(String.valueOf(failure.getMessage()));
    }

    private void over(@Nullable String failure) {
        synchronized (this) {
            if (over || retired) {
                return;
            }
            over = true;
        }
        owner.onOver(this, failure);
    }
}
