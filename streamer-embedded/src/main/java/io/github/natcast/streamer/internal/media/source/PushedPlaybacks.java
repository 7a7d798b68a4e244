package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.VideoSource.Playback;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Who plays a source that the program pushes into. Delivered to, and changed, under its lock: a playback that is closed
 * gets nothing more. Owned by the source; thread-safe.
 */
public final class PushedPlaybacks {
    private final List<Player> players = new CopyOnWriteArrayList<>();

    /**
     * Begins to deliver to a sink.
     *
     * @param keyFrameRequest as {@link Playback#requestKeyFrame}
     */
    public Playback add(MediaSink sink, BooleanSupplier keyFrameRequest) {
        Player player = new Player(sink, keyFrameRequest);
        synchronized (players) {
            players.add(player);
        }
        return player;
    }

    /** Whether any of them wants pictures now. */
    public boolean isWanted() {
        return players.stream().anyMatch(player -> player.active);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return players.isEmpty();
    }

    /** Hands something to each; returns whether there was one. */
    public boolean deliver(Consumer<MediaSink> media) {
        synchronized (players) {
            players.forEach(player -> media.accept(player.sink));
            return !players.isEmpty();
        }
    }

    /** The same to those alone that want pictures now. */
    public void deliverToActive(Consumer<MediaSink> media) {
        synchronized (players) {
            for (Player player : players) {
                if (player.active) {
                    media.accept(player.sink);
                }
            }
        }
    }

    /** Hands each the last that it gets. */
    public void stop(Consumer<MediaSink> last) {
        synchronized (players) {
            List<Player> stopped = List.copyOf(players);
            players.clear();
            stopped.forEach(player -> last.accept(player.sink));
        }
    }

    private final class Player implements Playback {
        private final MediaSink sink;
        private final BooleanSupplier keyFrameRequest;
        private volatile boolean active = true;

        Player(MediaSink sink, BooleanSupplier keyFrameRequest) {
            this.sink = sink;
            this.keyFrameRequest = keyFrameRequest;
        }

        @Override
        public void setActive(boolean nowActive) {
            active = nowActive;
        }

        @Override
        public boolean requestKeyFrame() {
            return keyFrameRequest.getAsBoolean();
        }

        @Override
        public void close() {
            synchronized (players) {
                players.remove(this);
            }
        }
    }
}
