package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays what another process sends (docs/frame-socket.md). It listens from the first playback's start to the last one's
 * end; all playbacks get the same frames. While no client delivers it is silent. Thread-safe.
 */
public final class FrameSocketSource implements VideoSource {
    private final FrameEndpoint endpoint;
    private final String name;
    private final LongSupplier clock;
    /** Guards {@link #server}: one playback starts or ends at a time. Never taken by the server's thread. */
    private final Object life = new Object();

    private volatile @Nullable FrameServer server;
    /** Delivered to, and changed, under its lock: a playback that is closed gets nothing more. */
    private final List<Player> players = new CopyOnWriteArrayList<>();

    /**
     * @param endpoint {@code unix:PATH}, a path, {@code tcp:HOST:PORT} or {@code tcp:PORT}
     * @throws IllegalArgumentException when it is none of them
     */
    public FrameSocketSource(String endpoint) {
        this(FrameEndpoint.parse(endpoint), System::nanoTime);
    }

    FrameSocketSource(FrameEndpoint endpoint, LongSupplier clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        name = "frames:" + endpoint;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException {
        synchronized (life) {
            Player player = new Player(sink);
            synchronized (players) {
                players.add(player);
            }
            FrameServer listening = server;
            if (listening == null || listening.hasFailed()) {
                try {
                    server = new FrameServer(name, endpoint, new Everybody(), this::isWanted, clock, this::fail);
                } catch (IOException e) {
                    synchronized (players) {
                        players.remove(player);
                    }
                    throw new MediaSourceException("source " + name + " cannot listen: " + e.getMessage(), e);
                }
            } else {
                listening.wantedChanged();
            }
            return player;
        }
    }

    /** Where it listens; null while nobody plays it. */
    @Nullable
    SocketAddress address() throws IOException {
        synchronized (life) {
            FrameServer listening = server;
            return listening == null ? null : listening.address();
        }
    }

    private boolean isWanted() {
        return players.stream().anyMatch(player -> player.active);
    }

    /** On the server's thread, which ends: the next playback listens anew. */
    private void fail(Throwable why) {
        MediaSourceException failure = new MediaSourceException("source " + name + " failed: " + why, why);
        synchronized (players) {
            List<Player> stopped = List.copyOf(players);
            players.clear();
            stopped.forEach(player -> player.sink.onFailure(failure));
        }
    }

    /** Passes on to all playbacks. */
    private final class Everybody implements MediaSink {
        @Override
        public void onVideo(VideoFrame frame) {
            synchronized (players) {
                for (Player player : players) {
                    player.sink.onVideo(frame.retain());
                }
            }
            frame.release();
        }

        @Override
        public void onAudio(AudioFrame frame) {
            synchronized (players) {
                for (Player player : players) {
                    if (player.active) {
                        player.sink.onAudio(frame);
                    }
                }
            }
        }

        @Override
        public void onEnd() {
            throw new AssertionError("a frame socket does not end");
        }

        @Override
        public void onFailure(MediaSourceException failure) {
            throw new AssertionError(failure);
        }
    }

    private final class Player implements Playback {
        private final MediaSink sink;
        private volatile boolean active = true;

        Player(MediaSink sink) {
            this.sink = sink;
        }

        @Override
        public void setActive(boolean nowActive) {
            active = nowActive;
            FrameServer listening = server;
            if (listening != null) {
                listening.wantedChanged();
            }
        }

        @Override
        public void close() {
            synchronized (life) {
                synchronized (players) {
                    players.remove(this);
                }
                FrameServer listening = server;
                if (players.isEmpty() && listening != null) {
                    listening.close();
                    server = null;
                }
            }
        }
    }
}
