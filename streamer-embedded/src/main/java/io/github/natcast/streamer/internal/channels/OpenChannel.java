package io.github.natcast.streamer.internal.channels;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.answer.WatchedChannel;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.publish.Publications;
import io.github.natcast.streamer.internal.viewers.ChannelViewers;
import io.github.natcast.streamer.internal.viewers.SharedAudio;
import io.github.natcast.streamer.internal.viewers.ViewerMessages;
import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.publish.PublishSettings;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A channel and all that is its own. Owned by the {@link ChannelSet}, which it leaves when closed; thread-safe. */
public final class OpenChannel implements Channel {
    private final String name;
    private final MediaPipeline media;
    private final ChannelViewers viewers;
    private final WatchedChannel watched;
    private final ChannelEvents events;
    private final ChannelSet owner;
    private final Publications publications;
    private ChannelSettings settings;
    private volatile boolean closed;
    private boolean freed;

    /** @param settings those that its parts were opened with */
    public OpenChannel(
            ChannelSettings settings,
            MediaPipeline media,
            ChannelViewers viewers,
            WatchedChannel watched,
            ChannelEvents events,
            ChannelSet owner,
            Publications publications) {
        this.name = viewers.channel();
        this.settings = settings;
        this.media = media;
        this.viewers = viewers;
        this.watched = watched;
        this.events = events;
        this.owner = owner;
        this.publications = publications;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized ChannelSettings settings() {
        return settings;
    }

    @Override
    public CompletionStage<Void> show(VideoSource source) {
        requireOpen();
        return media.sources().show(source);
    }

    @Override
    public void showStandby() {
        requireOpen();
        media.sources().showStandby();
    }

    @Override
    public synchronized void video(VideoSettings value) {
        requireOpen();
        VideoSettings former = settings.video();
        VideoSettings comparable = value.withSize(former.width(), former.height())
                .withFramesPerSecond(former.framesPerSecond())
                .withBitrate(former.bitrate())
                .withMinimumBitrate(former.minimumBitrate());
        if (!comparable.equals(former)) {
            throw new IllegalArgumentException("only size, frame rate and bitrates of the open channel \"" + name
                    + "\" can change, not " + former + " to " + value + "; open another channel");
        }
        settings = settings.withVideo(value);
        media.change(value);
        watched.viewers().video().change();
    }

    @Override
    public synchronized void maximumViewers(int value) {
        requireOpen();
        settings = settings.withMaximumViewers(value);
        viewers.maximum(value);
    }

    @Override
    public Publication publish(URI target, PublishSettings settings) {
        requireOpen();
        Publication publication = publications.publish(name, watched.codecs(), watched.viewers(), target, settings);
        if (closed) {
            publication.close();
            requireOpen();
        }
        return publication;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the channel \"" + name + "\" is closed");
        }
    }

    @Override
    public List<Viewer> viewers() {
        return viewers.viewers();
    }

    @Override
    public int send(String json) {
        return ViewerMessages.send(json, viewers());
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        close("the channel was closed");
    }

    @Override
    public void close(String reason) {
        if (name.equals(DEFAULT_NAME)) {
            throw new IllegalStateException("the channel \"" + name + "\" closes with its streamer");
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        owner.left(this);
        publications.closeThoseOf(name);
        // Its last viewer goes on the control thread, which must not wait for encoders.
        viewers.close(reason, () -> owner.freeInBackground(this));
    }

    /** Closes sources and encoders, and waits until they are closed; nobody can watch any more. Idempotent. */
    void free() {
        synchronized (this) {
            closed = true;
            if (freed) {
                return;
            }
            freed = true;
        }
        media.close();
        watched.viewers().video().close();
        watched.viewers().audio().ifPresent(SharedAudio::close);
        owner.freed(this);
    }

    /** Its sources and encodings. */
    public MediaPipeline media() {
        return media;
    }

    /** What it offers to viewers. */
    public WatchedChannel watched() {
        return watched;
    }

    /** Who hears what happens to its sources and encodings. */
    public ChannelEvents events() {
        return events;
    }

    @Override
    public String toString() {
        return "channel \"" + name + '"';
    }
}
