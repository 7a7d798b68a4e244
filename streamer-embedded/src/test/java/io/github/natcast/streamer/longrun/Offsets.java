package io.github.natcast.streamer.longrun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Flashes and beeps, at most one of each per second, and how far apart each pair is. Thread-safe. */
public final class Offsets {
    /** A flash and a beep that are further apart are not a pair. */
    private static final long FURTHEST_NANOS = 400_000_000L;

    /** Allocated in full from the start, since the memory of long runs is watched. */
    private final long[] flashes;

    private final long[] beeps;
    private int flashCount;
    private int beepCount;

    Offsets(Duration media) {
        int most = (int) media.toSeconds() + 1;
        flashes = new long[most];
        beeps = new long[most];
    }

    synchronized void flash(long nanos) {
        flashes[flashCount++] = nanos;
    }

    synchronized void beep(long nanos) {
        beeps[beepCount++] = nanos;
    }

    public synchronized int flashes() {
        return flashCount;
    }

    /** Milliseconds from each flash to its beep, in order; flashes without one are left out. */
    public synchronized List<Double> millis() {
        List<Double> offsets = new ArrayList<>();
        int next = 0;
        for (long flash : Arrays.copyOf(flashes, flashCount)) {
            while (next < beepCount && beeps[next] < flash - FURTHEST_NANOS) {
                next++;
            }
            if (next < beepCount && beeps[next] <= flash + FURTHEST_NANOS) {
                offsets.add((beeps[next] - flash) / 1e6);
            }
        }
        return offsets;
    }
}
