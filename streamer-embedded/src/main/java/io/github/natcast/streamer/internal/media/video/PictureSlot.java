package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where pictures wait for one encoder: there is one place, and the newest wins. Units that a source has encoded wait
 * here, too, in their order; while they can be handed on, no picture is encoded. Also decides when the last picture is
 * encoded again: for a key frame when no new picture comes in time, and now and then while the source rests, so that
 * viewers notice the loss of a last packet. Owned by its encoding; thread-safe, but {@link #take} is for the encoder's
 * thread.
 */
final class PictureSlot {
    /** What the encoder's thread does next. */
    sealed interface Work {}

    /** What to encode next; the taker owns the picture's reference. */
    record Picture(VideoFrame frame, long captureTimeNanos, boolean keyFrame) implements Work {}

    /** What to hand on as it is. */
    record Unit(EncodedFrame frame) implements Work {}

    /** To ask the source for a key frame. */
    record KeyFrameRequest() implements Work {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier clock;
    private final long idleNanos;
    private final EncodingSchedule schedule;
    private final List<Encoding.Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final UnitQueue units = new UnitQueue();
    private @Nullable VideoFrame pending;
    /**
     * The pending picture may be old, captured while nobody watched. It counts as captured now: a leap to the next
     * picture's time would make players wait.
     */
    private boolean pendingAgain;

    private @Nullable VideoFrame last;
    private boolean warmUpWanted;
    /** Whether the encoder's thread waits for something to do. */
    private boolean idle;

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
            if (!closed && !subscriptions.isEmpty() && !units.isCopying()) {
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
     * Takes the next unit of an encoded source, in decoding order.
     *
     * @param playable whether it can be handed on as it is
     * @return whether pictures are needed in place of the unit: it cannot be handed on, or no key frame has come
     */
    boolean offer(EncodedFrame unit, boolean playable) {
        lock.lock();
        try {
            if (closed || subscriptions.isEmpty()) {
                return false;
            }
            if (!playable) {
                encodeAgain();
                return true;
            }
            if (!units.isCopying()) {
                if (!unit.keyFrame()) {
                    return true;
                }
                copy(List.of());
            }
            int left = units.offer(unit);
            if (left > 0) {
                dropped.addAndGet(left);
                schedule.requestKeyFrame();
            }
            changed.signalAll();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** From now on pictures are encoded, the first one as a key frame; without effect where they are already. */
    void stopCopying() {
        lock.lock();
        try {
            encodeAgain();
        } finally {
            lock.unlock();
        }
    }

    private void encodeAgain() {
        if (units.isCopying()) {
            units.end();
            schedule.forgetKeyFrame();
            schedule.requestKeyFrame();
        }
    }

    private void copy(List<EncodedFrame> beginning) {
        forget();
        units.begin();
        long time = clock.getAsLong() - beginning.size() * EncodingSchedule.MINIMUM_STEP_NANOS;
        for (EncodedFrame unit : beginning) {
            // What is past is decoded at once, not played again.
            time += EncodingSchedule.MINIMUM_STEP_NANOS;
            units.offer(unit.at(time));
        }
    }

    /** Whether units are handed on now. Any thread. */
    boolean isCopying() {
        lock.lock();
        try {
            return units.isCopying();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The first subscription starts with {@code newest}, whose reference this takes over, instead of waiting for the
     * next picture; or with the units of an encoded source from its last key frame on, if there are any.
     */
    void add(Encoding.Subscription subscription, @Nullable VideoFrame newest, List<EncodedFrame> beginning) {
        boolean first;
        lock.lock();
        try {
            first = subscriptions.isEmpty();
            subscriptions.add(subscription);
            if (first) {
                schedule.forgetKeyFrame();
                if (!beginning.isEmpty()) {
                    copy(beginning);
                }
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
                units.end();
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

    /** The encoder has made one. */
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

    /**
     * Whether a frame is to come out: the encoder's thread is at one, something waits for it, or the last picture is to
     * be encoded again. Not so while a source that encodes its pictures itself rests, or while none has come. Any
     * thread.
     */
    boolean hasWork() {
        lock.lock();
        try {
            return !idle || pending != null || last != null || !units.isEmpty();
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
    Work take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed || warmUpWanted) {
                    warmUpWanted = false;
                    return null;
                }
                long now = clock.getAsLong();
                EncodedFrame unit = units.poll();
                if (unit != null) {
                    if (unit.keyFrame()) {
                        // Said later, it could undo the request of whoever ends the copying meanwhile.
                        schedule.keyFrameMade(now);
                    }
                    return new Unit(unit.at(schedule.stamp(unit.captureTimeNanos(), now)));
                }
                if (pending != null) {
                    return takePending(pending, now);
                }
                long wait = units.isCopying() ? keyFrameInNanos(now) : repeatInNanos(now);
                if (wait <= 0 && units.isCopying()) {
                    if (units.mustAsk()) {
                        units.ask(now);
                        return new KeyFrameRequest();
                    }
                    // The source does not answer: pictures are encoded up to its next key frame.
                    encodeAgain();
                    continue;
                }
                if (wait <= 0 && last != null) {
                    return picture(last, now, now);
                }
                idle = true;
                if (wait != Long.MAX_VALUE) {
                    changed.awaitNanos(wait);
                } else if (!subscriptions.isEmpty()) {
                    changed.await();
                } else if (changed.awaitNanos(idleNanos) <= 0 && subscriptions.isEmpty()) {
                    return null;
                }
            }
        } finally {
            idle = false;
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

    /** How long until the source is asked for a key frame, or has been waited for long enough. */
    private long keyFrameInNanos(long now) {
        long wait = schedule.requestInNanos(now);
        return wait == Long.MAX_VALUE || units.mustAsk() ? wait : Math.max(wait, units.patienceNanos(now));
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
