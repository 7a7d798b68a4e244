package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.VideoFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where pictures wait for one encoder: there is one place, and the newest wins. Also decides when the last picture is
 * encoded again: for a key frame when no new picture comes in time, and now and then while the source rests, so that
 * viewers notice the loss of a last packet. Owned by its encoding; thread-safe, but {@link #take} is for the encoder's
 * thread.
 */
final class PictureSlot {
    /** What to encode next; the taker owns the picture's reference. */
    record Picture(VideoFrame frame, long captureTimeNanos, boolean keyFrame) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier clock;
    private final long idleNanos;
    private final EncodingSchedule schedule;
    private final List<Encoding.Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private @Nullable VideoFrame pending;
    /**
     * The pending picture may be old, captured while nobody watched. It counts as captured now: a leap to the next
     * picture's time would make players wait.
     */
    private boolean pendingAgain;

    private @Nullable VideoFrame last;
    private boolean warmUpWanted;
    private boolean closed;

    /**
     * @param patienceNanos how long a requested key frame waits for the next picture
     * @param idleNanos how long {@link #take} waits without a subscription
     */
    PictureSlot(LongSupplier clock, long patienceNanos, long idleNanos) {
        this.clock = clock;
        this.idleNanos = idleNanos;
        schedule = new EncodingSchedule(patienceNanos);
    }

    /** Takes over the caller's reference. */
    void offer(VideoFrame frame) {
        offer(frame, false);
    }

    private void offer(VideoFrame frame, boolean again) {
        @Nullable VideoFrame replaced = frame;
        lock.lock();
        try {
            if (!closed && !subscriptions.isEmpty()) {
                replaced = pending;
                pending = frame;
                pendingAgain = again;
                if (replaced != null) {
                    dropped.incrementAndGet();
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

    /**
     * The first subscription starts with {@code newest}, whose reference this takes over, instead of waiting for the
     * next picture.
     */
    void add(Encoding.Subscription subscription, @Nullable VideoFrame newest) {
        boolean first;
        lock.lock();
        try {
            first = subscriptions.isEmpty();
            subscriptions.add(subscription);
            if (first) {
                schedule.forgetKeyFrame();
            }
            schedule.requestKeyFrame();
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

    void remove(Encoding.Subscription subscription) {
        lock.lock();
        try {
            subscriptions.remove(subscription);
            if (subscriptions.isEmpty()) {
                forget();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Who gets the frames now. Any thread. */
    List<Encoding.Subscription> subscriptions() {
        return subscriptions;
    }

    /** Pictures that newer ones replaced. Any thread. */
    long dropped() {
        return dropped.get();
    }

    void requestKeyFrame() {
        lock.lock();
        try {
            schedule.requestKeyFrame();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void keyFrameMade() {
        lock.lock();
        try {
            schedule.keyFrameMade(clock.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** A place on the timeline for a picture that does not wait here. */
    long stamp(long captureTimeNanos) {
        lock.lock();
        try {
            return schedule.stamp(captureTimeNanos, clock.getAsLong());
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

    /** Waits for what to encode next; null when closed, woken, or without a subscription for the idle time. */
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
                } else if (!subscriptions.isEmpty()) {
                    changed.await();
                } else if (changed.awaitNanos(idleNanos) <= 0 && subscriptions.isEmpty()) {
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
        schedule.taken(now);
        return new Picture(frame.retain(), schedule.stamp(captureTimeNanos, now), schedule.isKeyFrameDue(now));
    }

    private long repeatInNanos(long now) {
        return last == null || subscriptions.isEmpty() ? Long.MAX_VALUE : schedule.repeatInNanos(now);
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
