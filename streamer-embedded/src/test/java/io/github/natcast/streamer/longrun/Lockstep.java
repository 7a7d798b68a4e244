package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.internal.media.source.PlaybackClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that jumps to the time for which the source waits, once everything that the source has delivered has been
 * sent. So all parts are as busy as they can be, and none sees another lag. Thread-safe.
 */
final class Lockstep implements PlaybackClock, LongSupplier {
    /** Real time after which something counts as lost, even on the busiest machine. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private static final long CHECK_NANOS = 1_000_000L;

    private final long startNanos;
    private final long endNanos;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong framesOut = new AtomicLong();
    private final AtomicLong framesSent = new AtomicLong();
    private final AtomicLong stuck = new AtomicLong();
    private volatile long now;
    private volatile long pictureIn = Long.MIN_VALUE;
    private volatile long pictureEncoded = Long.MIN_VALUE;
    private volatile long audioIn = Long.MIN_VALUE;
    private volatile long audioTaken = Long.MIN_VALUE;
    private volatile @Nullable Thread source;

    Lockstep(long startNanos, long mediaNanos) {
        this.startNanos = startNanos;
        endNanos = startNanos + mediaNanos;
        now = startNanos;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long getAsLong() {
        return now;
    }

    @Override
    public void sleepUntil(long nanoTime) throws InterruptedException {
        source = Thread.currentThread();
        if (nanoTime - now <= 0) {
            return;
        }
        awaitQuiet();
        if (nanoTime - endNanos >= 0) {
            over.countDown();
            throw new InterruptedException("the run is at its end");
        }
        now = nanoTime;
    }

    private void awaitQuiet() throws InterruptedException {
        long began = System.nanoTime();
        while (!isQuiet()) {
            LockSupport.parkNanos(CHECK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                stuck.incrementAndGet();
                pictureIn = pictureEncoded;
                audioIn = audioTaken;
                framesSent.set(framesOut.get());
            }
        }
    }

    private boolean isQuiet() {
        // The first audio is dropped: a source is on air from its first picture on.
        boolean heard = audioTaken == Long.MIN_VALUE || audioTaken >= audioIn;
        return heard && pictureEncoded >= pictureIn && framesSent.get() >= framesOut.get();
    }

    private void progress() {
        Thread waiting = source;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    void pictureIn(long captureTimeNanos) {
        pictureIn = captureTimeNanos;
    }

    void audioIn(long captureTimeNanos) {
        audioIn = captureTimeNanos;
    }

    void pictureEncoded(long captureTimeNanos) {
        pictureEncoded = captureTimeNanos;
        progress();
    }

    void audioTaken(long captureTimeNanos) {
        audioTaken = captureTimeNanos;
        progress();
    }

    void frameOut() {
        framesOut.incrementAndGet();
    }

    void frameSent() {
        framesSent.incrementAndGet();
        progress();
    }

    /** How often something that was delivered was not sent. */
    long stuck() {
        return stuck.get();
    }

    long mediaNanos() {
        return now - startNanos;
    }

    /** Waits in real time; returns true once the end is reached. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }
}
