package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.codec.EncodedFrameListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where pictures wait for one encoder: one place, the newest wins. Also decides when the last picture is encoded again:
 * for a key frame that no new picture brings in time, and now and then while the source rests, so that a lost last
 * packet is noticed. Thread-safe; {@link #take} is for the encoder's thread.
 */
final class PictureSlot {
    static final long KEY_FRAME_GAP_NANOS = 300_000_000L;
    static final long REST_NANOS = 500_000_000L;

    /** What to encode next; the taker owns the picture's reference. */
    record Picture(VideoFrame frame, long captureTimeNanos, boolean keyFrame) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier clock;
    private final long patienceNanos;
    private final long idleNanos;
    private final EncodingCounters counters;
    private final KeyFrameDebounce debounce = new KeyFrameDebounce(KEY_FRAME_GAP_NANOS);
    private final CaptureTimeline timeline = new CaptureTimeline();
    private final List<EncodedFrameListener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable VideoFrame pending;
    /**
     * The pending picture may be old, taken while nobody watched: it counts as taken now, because a leap to the next
     * one's time would make players wait.
     */
    private boolean pendingAgain;

    private @Nullable VideoFrame last;
    private long lastTakenNanos;
    private boolean warmUpWanted;
    private boolean closed;

    /**
     * @param patienceNanos how long a requested key frame waits for the next picture
     * @param idleNanos how long {@link #take} waits without a listener
     */
    PictureSlot(LongSupplier clock, long patienceNanos, long idleNanos, EncodingCounters counters) {
        this.clock = clock;
        this.idleNanos = idleNanos;
        this.patienceNanos = patienceNanos;
        this.counters = counters;
    }

    /** Takes over the caller's reference. */
    void offer(VideoFrame frame) {
        offer(frame, false);
    }

    private void offer(VideoFrame frame, boolean again) {
        @Nullable VideoFrame replaced = frame;
        lock.lock();
        try {
            if (!closed && !listeners.isEmpty()) {
                replaced = pending;
                pending = frame;
                pendingAgain = again;
                if (replaced != null) {
                    counters.dropped.incrementAndGet();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (replaced != null) {
            replaced.release();
        }
    }

    /** The first listener starts with {@code newest}, whose reference this takes over, without waiting for the next. */
    void addListener(EncodedFrameListener listener, @Nullable VideoFrame newest) {
        boolean first;
        lock.lock();
        try {
            first = listeners.isEmpty();
            listeners.add(listener);
            if (first) {
                debounce.forgetLast();
            }
            debounce.request();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (newest != null) {
            if (first) {
                offer(newest, true);
            } else {
                newest.release();
            }
        }
    }

    void removeListener(EncodedFrameListener listener) {
        lock.lock();
        try {
            listeners.remove(listener);
            if (listeners.isEmpty()) {
                forget();
            }
        } finally {
            lock.unlock();
        }
    }

    List<EncodedFrameListener> listeners() {
        return listeners;
    }

    void requestKeyFrame() {
        lock.lock();
        try {
            debounce.request();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void keyFrameMade() {
        lock.lock();
        try {
            debounce.keyFrameMade(clock.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** A place on the timeline for a picture that does not come through here. */
    long stamp(long captureTimeNanos) {
        lock.lock();
        try {
            return timeline.next(captureTimeNanos, clock.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** Wakes {@link #take} once with nothing to encode. */
    void wake() {
        lock.lock();
        try {
            warmUpWanted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            forget();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what to encode next; null when closed, woken, or without a listener for the idle time. */
    @Nullable
    Picture take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed || warmUpWanted) {
                    warmUpWanted = false;
                    return null;
                }
                long now = clock.getAsLong();
                if (pending != null) {
                    return takePending(pending, now);
                }
                long wait = repeatInNanos(now);
                if (wait <= 0 && last != null) {
                    return picture(last, now, now);
                }
                if (wait != Long.MAX_VALUE) {
                    changed.awaitNanos(wait);
                } else if (!listeners.isEmpty()) {
                    changed.await();
                } else if (changed.awaitNanos(idleNanos) <= 0 && listeners.isEmpty()) {
                    return null;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Picture takePending(VideoFrame frame, long now) {
        pending = null;
        if (last != null) {
            last.release();
        }
        last = frame;
        return picture(frame, pendingAgain ? now : frame.captureTimeNanos(), now);
    }

    private Picture picture(VideoFrame frame, long captureTimeNanos, long now) {
        lastTakenNanos = now;
        return new Picture(frame.retain(), timeline.next(captureTimeNanos, now), debounce.due(now));
    }

    private long repeatInNanos(long now) {
        if (last == null || listeners.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long rest = lastTakenNanos + REST_NANOS - now;
        long keyFrame = debounce.waitNanos(now);
        return keyFrame == Long.MAX_VALUE
                ? rest
                : Math.min(rest, Math.max(keyFrame, lastTakenNanos + patienceNanos - now));
    }

    private void forget() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
        if (last != null) {
            last.release();
            last = null;
        }
    }
}
