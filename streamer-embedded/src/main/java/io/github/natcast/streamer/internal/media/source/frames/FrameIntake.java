package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.source.FrameBuffers;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands complete frames to the sink; the newest picture wins. A sink may hold a few pictures. While it holds that many,
 * one more waits here, each time replaced by the next, and is handed over as soon as the sink lets one go: so the
 * client is never held up, and what the sink gets is never old. Audio is handed over at once, all of it.
 *
 * <p>Confined to the thread that reads the socket, but for the release of pictures.
 */
final class FrameIntake implements FrameParser.Receiver {
    /** As many as other sources lend: an encoding holds up to four. */
    static final int MOST_LENT = 8;
    /** Beside those: one that is being read, and one that waits. */
    private static final int OWN = 2;

    private record Picture(VideoHeader header, ByteBuffer pixels, long captured) {}

    private final MediaSink sink;
    private final LongSupplier clock;
    private final Runnable wakeUp;
    private final FrameBuffers buffers = new FrameBuffers(MOST_LENT + OWN);
    private final AtomicInteger lent = new AtomicInteger();
    private ByteBuffer samples = ByteBuffer.allocateDirect(0);
    /** When the header of the frame that is being read came. */
    private long arrived;
    /** The picture that is being read. */
    private @Nullable ByteBuffer filling;
    /** Written by the reading thread alone. */
    private volatile @Nullable Picture waiting;

    private long pictures;
    private long dropped;

    /**
     * @param sink releases pictures on any thread
     * @param clock {@link System#nanoTime()}
     * @param wakeUp makes the reading thread call {@link #deliverWaiting()} soon; called on any thread
     */
    FrameIntake(MediaSink sink, LongSupplier clock, Runnable wakeUp) {
        this.sink = sink;
        this.clock = clock;
        this.wakeUp = wakeUp;
    }

    @Override
    public ByteBuffer room(FrameHeader header) throws FrameSocketException {
        arrived = clock.getAsLong();
        try {
            if (header instanceof AudioHeader) {
                if (samples.capacity() < header.length()) {
                    samples = ByteBuffer.allocateDirect(header.length());
                }
                return samples.clear().limit(header.length());
            }
            ByteBuffer taken = buffers.take(header.length()).orElseThrow();
            filling = taken;
            return taken;
        } catch (OutOfMemoryError none) {
            throw new FrameSocketException("no memory for a frame of " + header.length() + " bytes ("
                    + none.getMessage() + "); send smaller pictures, or start Java with a greater"
                    + " -XX:MaxDirectMemorySize");
        }
    }

    @Override
    public void complete(FrameHeader header, ByteBuffer content) {
        long captured = header.captureNanos() == 0 ? arrived : header.captureNanos();
        if (header instanceof AudioHeader audio) {
            sink.onAudio(audio.frame(content, captured));
        } else if (header instanceof VideoHeader video) {
            filling = null;
            pictures++;
            replaceWaiting(new Picture(video, content, captured));
            // Also when none could be lent a moment ago: one may have come back since.
            deliverWaiting();
        }
    }

    private void replaceWaiting(Picture newest) {
        Picture older = waiting;
        if (older != null) {
            dropped++;
            buffers.giveBack(older.pixels());
        }
        waiting = newest;
    }

    /** Hands the waiting picture over, if there is one and the sink may hold one more. */
    void deliverWaiting() {
        Picture picture = waiting;
        if (picture == null || lent.get() >= MOST_LENT) {
            return;
        }
        waiting = null;
        lent.incrementAndGet();
        VideoFrame frame =
                picture.header().frame(picture.pixels(), picture.captured(), () -> giveBack(picture.pixels()));
        sink.onVideo(frame);
    }

    private void giveBack(ByteBuffer pixels) {
        buffers.giveBack(pixels);
        lent.decrementAndGet();
        if (waiting != null) {
            wakeUp.run();
        }
    }

    /** The client has gone, perhaps in the middle of a picture. */
    void abandon() {
        if (filling != null) {
            buffers.giveBack(filling);
            filling = null;
        }
        pictures = 0;
        dropped = 0;
    }

    /** How many pictures this client has sent. */
    long pictures() {
        return pictures;
    }

    /** How many of them a newer one replaced before the sink took them. */
    long dropped() {
        return dropped;
    }
}
