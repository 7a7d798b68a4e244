package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The units of an encoded source that wait for one encoding to hand them on. None is left out singly: when too many
 * wait, all are, up to the next key frame. Confined to the slot's lock.
 */
final class UnitQueue {
    /** How long a source that was asked for a key frame is waited for. */
    private static final long PATIENCE_NANOS = 500_000_000L;
    /** Two seconds at 60 frames per second. */
    private static final int MOST_UNITS = 120;

    private static final long MOST_BYTES = 16L << 20;

    private final Deque<EncodedFrame> units = new ArrayDeque<>();
    private long bytes;
    private boolean copying;
    private boolean skipping;
    private boolean asked;
    private long askedNanos;

    /** Whether units are handed on, not pictures encoded. */
    boolean isCopying() {
        return copying;
    }

    /** From the next unit on, which is a key frame. */
    void begin() {
        end();
        copying = true;
    }

    void end() {
        copying = false;
        skipping = false;
        asked = false;
        units.clear();
        bytes = 0;
    }

    /** Returns how many units are left out now; then a key frame is needed. */
    int offer(EncodedFrame unit) {
        if (skipping && !unit.keyFrame()) {
            return 1;
        }
        skipping = false;
        units.add(unit);
        bytes += unit.data().length;
        if (units.size() <= MOST_UNITS && bytes <= MOST_BYTES) {
            return 0;
        }
        int left = units.size();
        units.clear();
        bytes = 0;
        skipping = true;
        return left;
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    @Nullable
    EncodedFrame poll() {
        EncodedFrame unit = units.poll();
        if (unit != null) {
            bytes -= unit.data().length;
            asked &= !unit.keyFrame();
        }
        return unit;
    }

    /** Whether the source has still to be asked for the key frame that somebody needs. */
    boolean mustAsk() {
        return copying && !asked;
    }

    void ask(long now) {
        asked = true;
        askedNanos = now;
    }

    /** How long until the source has been waited for long enough. */
    long patienceNanos(long now) {
        return askedNanos + PATIENCE_NANOS - now;
    }
}
