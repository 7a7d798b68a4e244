package io.github.natcast.streamer.internal.media.source;

import java.util.concurrent.locks.LockSupport;

/** The clock that paces sources. Thread-safe. */
public interface PlaybackClock {

    /** {@link System#nanoTime()}; sleeping parks the thread. */
    static PlaybackClock system() {
        return new PlaybackClock() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleepUntil(long nanoTime) throws InterruptedException {
                for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
        };
    }

    long nanoTime();

    /** Returns at once when that time has passed. */
    void sleepUntil(long nanoTime) throws InterruptedException;
}
