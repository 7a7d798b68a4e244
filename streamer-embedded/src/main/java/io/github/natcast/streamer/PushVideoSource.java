package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.source.BufferedImages;
import io.github.natcast.streamer.internal.media.source.FrameBuffers;
import io.github.natcast.streamer.internal.media.source.PushedPlaybacks;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A source whose pictures and audio the program pushes, in any size, format and rhythm.
 *
 * <pre>{@code
 * PushVideoSource source = new PushVideoSource("simulation");
 * streamer.show(source);
 * source.push(PixelFormat.BGRA, 1920, 1080, pixels, System.nanoTime());
 * }</pre>
 *
 * <p>The encoders' threads scale, convert and encode, so a push costs at most one copy of the pixels. The newest
 * picture wins: pictures that arrive faster than they can be encoded are dropped. While no streamer plays the source, a
 * push has no effect. Thread-safe; pictures are taken in the order of the calls.
 *
 * <p>A capture time is the time at which a picture was taken or drawn, in nanoseconds on the scale of
 * {@link System#nanoTime()}. Audio is synchronized by it, and latency is measured from it. A capture time that is more
 * than ten seconds in the past or half a second in the future counts as a mistake and is replaced by the time of the
 * push.
 */
public final class PushVideoSource implements VideoSource {
    private static final int MOST_COPIES = 8;

    private final String name;
    private final FrameBuffers copies = new FrameBuffers(MOST_COPIES);
    private final PushedPlaybacks players = new PushedPlaybacks();

    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong unplayed = new AtomicLong();
    private final AtomicLong withoutRoom = new AtomicLong();

    /**
     * What became of the pictures that were pushed. Immutable: a reading at one moment.
     *
     * @param taken that a streamer took; of several before the next one is due, it encodes the newest
     * @param unplayed dropped because no streamer played the source
     * @param withoutRoom dropped because eight earlier ones were still being copied or encoded: the program is faster
     *     than the encoders, or than this machine
     */
    public record Counts(long taken, long unplayed, long withoutRoom) {}

    /**
     * Creates a source that no streamer plays yet.
     *
     * @param name the source's name in messages
     */
    public PushVideoSource(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    /** {@inheritDoc} Never fails and never blocks; several playbacks may run at once, and each receives every push. */
    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) {
        return players.add(sink, () -> false);
    }

    /**
     * Whether pictures are wanted now: a streamer plays the source and, when the source is the standby, somebody
     * watches it. A program need not draw pictures while this is false. The last picture pushed is kept for the next
     * viewer.
     */
    public boolean isWanted() {
        return players.isWanted();
    }

    /**
     * Pushes a copy of a picture whose planes follow each other without padding, starting at the buffer's position. The
     * position does not change, and the caller may write to the buffer again at once.
     *
     * @param width in pixels, 1 to {@link VideoFrame#MAXIMUM_SIDE}
     * @param height in pixels, 1 to {@link VideoFrame#MAXIMUM_SIDE}
     * @param captureTimeNanos when the picture was taken, on the scale of {@link System#nanoTime()}
     * @return false when the picture was dropped; {@link #counts} tells why
     * @throws IllegalArgumentException when a side is out of its range or the buffer is too short
     */
    public boolean push(PixelFormat format, int width, int height, ByteBuffer pixels, long captureTimeNanos) {
        int bytes = format.pictureBytes(width, height);
        if (pixels.remaining() < bytes) {
            throw new IllegalArgumentException("a " + width + "x" + height + " " + format + " picture needs " + bytes
                    + " bytes, the buffer has " + pixels.remaining());
        }
        return copy(format, width, height, captureTimeNanos, target -> target.put(0, pixels, pixels.position(), bytes));
    }

    /**
     * Pushes a copy of an image of any type; alpha is ignored. The caller may draw into the image again at once.
     *
     * @param captureTimeNanos when the picture was taken, on the scale of {@link System#nanoTime()}
     * @return false when the picture was dropped; {@link #counts} tells why
     * @throws IllegalArgumentException when a side is greater than {@link VideoFrame#MAXIMUM_SIDE}
     */
    public boolean push(BufferedImage image, long captureTimeNanos) {
        return copy(
                BufferedImages.formatOf(image),
                image.getWidth(),
                image.getHeight(),
                captureTimeNanos,
                target -> BufferedImages.copy(image, target));
    }

    /**
     * Pushes a frame without a copy and takes over the caller's reference to it. The caller must not write to the
     * frame's buffers until its release action has run. That happens on any thread, at most a few pictures later, or
     * within this call when the picture is dropped. The streamer holds up to four frames for each codec in use. This is
     * also the way to push frames in GPU memory.
     *
     * @return false when the picture was dropped; {@link #counts} tells why
     */
    public boolean lend(VideoFrame frame) {
        boolean taken = players.deliver(sink -> sink.onVideo(frame.retain()));
        frame.release();
        (taken ? this.taken : unplayed).incrementAndGet();
        return taken;
    }

    /**
     * Pushes audio. Its capture times are on the same scale as those of the pictures, and both are played in sync.
     * Frames are pushed in the order of their capture; 10 to 100 ms is a good length. A gap between two frames is
     * filled with silence, and audio that arrives a second late is dropped.
     */
    public void push(AudioFrame audio) {
        players.deliverToActive(sink -> sink.onAudio(audio));
    }

    /** What became of the pictures since the source was made. */
    public Counts counts() {
        return new Counts(taken.get(), unplayed.get(), withoutRoom.get());
    }

    /** Ends the source: every streamer that plays it shows its standby. */
    public void end() {
        players.stop(MediaSink::onEnd);
    }

    /**
     * Reports that the source cannot continue: every streamer that plays it logs the reason and shows its standby.
     *
     * @param reason why, for the log and the health page
     */
    public void fail(String reason) {
        MediaSourceException failure = new MediaSourceException("source " + name + " failed: " + reason);
        players.stop(sink -> sink.onFailure(failure));
    }

    private boolean copy(PixelFormat format, int width, int height, long captureTimeNanos, Consumer<ByteBuffer> write) {
        if (players.isEmpty()) {
            unplayed.incrementAndGet();
            return false;
        }
        Optional<ByteBuffer> free = copies.take(format.pictureBytes(width, height));
        if (free.isEmpty()) {
            withoutRoom.incrementAndGet();
            return false;
        }
        ByteBuffer target = free.get();
        write.accept(target);
        return lend(VideoFrame.of(format, width, height, target, captureTimeNanos, () -> copies.giveBack(target)));
    }
}
