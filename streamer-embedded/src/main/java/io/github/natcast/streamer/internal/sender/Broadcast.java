package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.Packetizer;
import io.github.natcast.streamer.internal.rtp.UnpacketizableFrameException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one encoding to all its viewers: packetizes each frame once and hands it to every sender thread. Never blocks
 * the encoder: a sender thread that cannot follow loses whole frames up to the next key frame, which is requested.
 *
 * <p>{@link #onFrame} and {@link #send} are confined to one thread at a time, the encoder's; the rest is thread-safe.
 */
public final class Broadcast implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Broadcast.class);

    /** A key frame not older than this will still be in the join window when a handshake that begins now is done. */
    private static final long YOUNG_NANOS = 150_000_000L;

    /**
     * Key frames that viewers ask for who have a picture, however many ask: one in so long. What is asked for sooner is
     * made then, unless a key frame comes meanwhile.
     */
    static final long AGAIN_NANOS = 1_000_000_000L;

    private final Packetizer packetizer;
    private final int clockRate;
    private final Runnable keyFrames;
    private final NtpClock clock;
    private final List<SenderLoop> loops;
    private final boolean[] skipping;
    private final AtomicLong framesDropped = new AtomicLong();
    private volatile boolean closed;
    private volatile boolean anyKeyFrame;
    private volatile long lastKeyFrameNanos;
    private boolean unpacketizableReported;
    private final AtomicBoolean wantedAgain = new AtomicBoolean();
    private final AtomicLong againNanos;

    Broadcast(Packetizer packetizer, int clockRate, Runnable keyFrames, NtpClock clock, List<SenderLoop> loops) {
        this.packetizer = packetizer;
        this.clockRate = clockRate;
        this.keyFrames = keyFrames;
        this.clock = clock;
        this.loops = loops;
        this.skipping = new boolean[loops.size()];
        this.againNanos = new AtomicLong(clock.nanoTime() - AGAIN_NANOS);
    }

    public void onFrame(EncodedFrame frame) {
        try {
            send(packetizer.packetize(frame));
        } catch (UnpacketizableFrameException e) {
            StreamCounters.add(framesDropped, 1);
            if (!unpacketizableReported) {
                unpacketizableReported = true;
                LOGGER.error("Frames are not sent: {}", e.getMessage());
            }
        }
    }

    /** Sends a frame that is already packetized. */
    public void send(PacketizedFrame frame) {
        if (frame.packetCount() == 0) {
            return;
        }
        long now = clock.nanoTime();
        if (frame.keyFrame()) {
            lastKeyFrameNanos = now;
            anyKeyFrame = true;
            wantedAgain.set(false);
        } else if (wantedAgain.get() && mayBeMadeAgain(now)) {
            wantedAgain.set(false);
            keyFrames.run();
        }
        SenderLoop.QueuedFrame queued = new SenderLoop.QueuedFrame(this, frame, now);
        for (int i = 0; i < skipping.length; i++) {
            if (skipping[i] && !frame.keyFrame()) {
                StreamCounters.add(framesDropped, 1);
                continue;
            }
            boolean refused = !loops.get(i).offer(queued);
            if (refused) {
                StreamCounters.add(framesDropped, 1);
                keyFrames.run();
            }
            skipping[i] = refused;
        }
    }

    /** Has a key frame made for a viewer that will be ready soon, unless there is a young one. */
    public void expectViewer() {
        if (!anyKeyFrame || clock.nanoTime() - lastKeyFrameNanos > YOUNG_NANOS) {
            keyFrames.run();
        }
    }

    /** Has a key frame made unless there was one within this time; also where there never was one. */
    public void requireKeyFrame(Duration within) {
        if (!anyKeyFrame || clock.nanoTime() - lastKeyFrameNanos > within.toNanos()) {
            keyFrames.run();
        }
    }

    /** Frames for which a sender thread's queue had no room, once per sender thread, and unpacketizable frames. */
    public long framesDropped() {
        return framesDropped.get();
    }

    /** Ends every viewer's stream of this broadcast; the viewers remain. Frames that are under way are not sent. */
    @Override
    public void close() {
        closed = true;
        loops.forEach(loop -> loop.execute(() -> loop.forget(this)));
    }

    boolean isClosed() {
        return closed;
    }

    int clockRate() {
        return clockRate;
    }

    void requestKeyFrame() {
        keyFrames.run();
    }

    /** A viewer that has a picture, or had one, asks for another key frame. */
    void requestKeyFrameAgain(long now) {
        if (mayBeMadeAgain(now)) {
            keyFrames.run();
        } else {
            wantedAgain.set(true);
        }
    }

    private boolean mayBeMadeAgain(long now) {
        long last = againNanos.get();
        return now - last >= AGAIN_NANOS && againNanos.compareAndSet(last, now);
    }
}
