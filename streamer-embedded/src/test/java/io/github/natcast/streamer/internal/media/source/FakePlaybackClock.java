package io.github.natcast.streamer.internal.media.source;

import java.util.ArrayList;
import java.util.List;

/** A clock that jumps to wherever a sleeper wants to be. */
public final class FakePlaybackClock implements PlaybackClock {
    private final List<Long> sleeps = new ArrayList<>();
    private long now;

    public FakePlaybackClock(long start) {
        now = start;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void sleepUntil(long nanoTime) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(nanoTime);
        now = Math.max(now, nanoTime);
    }

    synchronized void advance(long nanos) {
        now += nanos;
    }
}
