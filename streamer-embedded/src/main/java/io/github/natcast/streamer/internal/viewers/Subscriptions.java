package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.sender.Broadcast;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one viewer is subscribed to once its path is valid; to audio only if it was negotiated. Nothing is encoded for
 * it before. Confined to the control thread, but for the video subscription.
 *
 * @param <V> the hold on the video
 */
final class Subscriptions<V extends VideoHold> implements AutoCloseable {
    private final V video;
    private final Optional<SharedAudio> audio;
    private final Supplier<Optional<String>> room;
    private final Runnable started;
    private final Runnable ended;
    private CountedSubscription.@Nullable Subscription heard;
    private boolean closed;

    /**
     * @param room why the video cannot be encoded now; empty when it can
     * @param started run when the encodings have been started
     * @param ended run when they were, and are not wanted any more
     */
    Subscriptions(
            V video, Optional<SharedAudio> audio, Supplier<Optional<String>> room, Runnable started, Runnable ended) {
        this.video = video;
        this.audio = audio;
        this.room = room;
        this.started = started;
        this.ended = ended;
    }

    /** Has everything encoded, once. Returns why nothing can be; empty when it can. */
    Optional<String> start() {
        if (closed || video.isStarted()) {
            return Optional.empty();
        }
        Optional<String> refusal = room.get();
        if (refusal.isEmpty()) {
            video.start();
            heard = audio.map(SharedAudio::subscribe).orElse(null);
            started.run();
        }
        return refusal;
    }

    V video() {
        return video;
    }

    /** The audio that is sent; empty when there is none, or nothing was started. */
    Optional<Broadcast> audio() {
        return Optional.ofNullable(heard).map(CountedSubscription.Subscription::broadcast);
    }

    @Override
    public void close() {
        if (!closed && video.isStarted()) {
            ended.run();
        }
        closed = true;
        video.close();
        if (heard != null) {
            heard.close();
        }
    }
}
