package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.source.BufferedImages;
import io.github.natcast.streamer.internal.media.source.FrameBuffers;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A source whose pictures the program pushes, in any size, format and rhythm:
 *
 * <pre>{@code
 * PushVideoSource source = new PushVideoSource("simulation");
 * streamer.show(source);
 * source.push(PixelFormat.BGRA, 1920, 1080, pixels, System.nanoTime());
 * }</pre>
 *
 * <p>Scaling, conversion and encoding happen on the encoders' threads: a push costs at most one copy of the pixels. The
 * newest picture wins; what comes faster than it is encoded is left out. While nothing plays the source, pushes do
 * nothing. Thread-safe; pictures are taken in the order of the calls.
 *
 * <p>Capture times are on the scale of {@link System#nanoTime()}: when the picture was taken or drawn, so that audio
 * and latency are measured from there. One that is more than ten seconds old or half a second ahead is taken for a
 * mistake and replaced by the time of the push.
 */
public final class PushVideoSource implements VideoSource {
    private static final int MOST_COPIES = 8;

    private final String name;
    private final FrameBuffers copies = new FrameBuffers(MOST_COPIES);
    /** Delivered to, and changed, under its lock: a playback that is closed gets nothing more. */
    private final List<Player> players = new CopyOnWriteArrayList<>();

    /** {@code name} is for messages. */
    public PushVideoSource(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) {
        Player player = new Player(sink);
        synchronized (players) {
            players.add(player);
        }
        return player;
    }

    /**
     * Whether something plays the source and, where the source is the standby, somebody watches: else drawing pictures
     * is not worth the while. The last one pushed is still kept for the next viewer.
     */
    public boolean isWanted() {
        return players.stream().anyMatch(player -> player.active);
    }

    /**
     * Takes a copy of a picture whose planes follow each other without padding, from the buffer's position on. The
     * caller keeps the buffer and may write it again at once.
     *
     * @return false when the picture was left out
     */
    public boolean push(PixelFormat format, int width, int height, ByteBuffer pixels, long captureTimeNanos) {
        int bytes = format.pictureBytes(width, height);
        if (pixels.remaining() < bytes) {
            throw new IllegalArgumentException("a " + width + "x" + height + " " + format + " picture needs " + bytes
                    + " bytes, the buffer has " + pixels.remaining());
        }
        return copy(format, width, height, captureTimeNanos, target -> target.put(0, pixels, pixels.position(), bytes));
    }

    /** Takes a copy of an image of any type; alpha is ignored. The caller may draw into it again at once. */
    public boolean push(BufferedImage image, long captureTimeNanos) {
        return copy(
                BufferedImages.formatOf(image),
                image.getWidth(),
                image.getHeight(),
                captureTimeNanos,
                target -> BufferedImages.copy(image, target));
    }

    /**
     * Hands a frame over without a copy: its buffers must not be written until its release action has run, which
     * happens on any thread, a few pictures later at the latest, or within this call when the picture is left out. Up
     * to four frames are held per codec in use. Frames of GPU memory come this way, too.
     *
     * @return false when the picture was left out
     */
    public boolean lend(VideoFrame frame) {
        boolean taken = false;
        synchronized (players) {
            for (Player player : players) {
                player.sink.onVideo(frame.retain());
                taken = true;
            }
        }
        frame.release();
        return taken;
    }

    /**
     * Hands audio over, in step with the pictures: capture times of both are on one scale. Pieces follow each other
     * without gaps as a rule, 10 to 100 ms long; what is missing is silence, what comes a second late is left out. What
     * is captured first is pushed first.
     */
    public void push(AudioFrame audio) {
        synchronized (players) {
            for (Player player : players) {
                if (player.active) {
                    player.sink.onAudio(audio);
                }
            }
        }
    }

    /** Tells whoever plays the source that it is at its end. */
    public void end() {
        stop(MediaSink::onEnd);
    }

    /** Tells whoever plays the source that it cannot go on. */
    public void fail(String reason) {
        MediaSourceException failure = new MediaSourceException("source " + name + " failed: " + reason);
        stop(sink -> sink.onFailure(failure));
    }

    private void stop(Consumer<MediaSink> last) {
        synchronized (players) {
            List<Player> stopped = List.copyOf(players);
            players.clear();
            stopped.forEach(player -> last.accept(player.sink));
        }
    }

    private boolean copy(PixelFormat format, int width, int height, long captureTimeNanos, Consumer<ByteBuffer> write) {
        if (players.isEmpty()) {
            return false;
        }
        Optional<ByteBuffer> free = copies.take(format.pictureBytes(width, height));
        if (free.isEmpty()) {
            return false;
        }
        ByteBuffer target = free.get();
        write.accept(target);
        return lend(VideoFrame.of(format, width, height, target, captureTimeNanos, () -> copies.giveBack(target)));
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
        }

        @Override
        public void close() {
            synchronized (players) {
                players.remove(this);
            }
        }
    }
}
