package io.github.natcast.streamer.internal.transport.ice;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wakes many at their times, each at most {@value #TICK_NANOS} ns late: setting and changing a time costs the same
 * however many wait, and allocates nothing. Confined to one thread.
 */
public final class TimerWheel {
    static final long TICK_NANOS = 1 << 21;

    /** One turn takes 8.6 s: longer than what is waited for most, the next consent check. */
    private static final int SLOTS = 4096;

    private static final int NOWHERE = -1;
    private static final int FIRING = -2;

    private final @Nullable Timer[] slots = new Timer[SLOTS];
    private final BitSet occupied = new BitSet(SLOTS);
    private final List<Timer> firing = new ArrayList<>();
    private final long originNanos;
    /** The last tick whose timers were woken. */
    private long doneTick;

    public TimerWheel(long nowNanos) {
        this.originNanos = nowNanos;
    }

    /** Somebody who is woken; waits for one time at most. */
    public abstract static class Timer {
        private int slot = NOWHERE;
        private long tick;
        private @Nullable Timer next;
        private @Nullable Timer previous;

        /** The time has come; it may be set anew. */
        protected abstract void fire(long nowNanos);
    }

    /** Sets or changes the time of a timer. */
    public void set(Timer timer, long dueNanos) {
        long tick = Math.max(doneTick + 1, -Math.floorDiv(originNanos - dueNanos, TICK_NANOS));
        if (timer.slot >= 0 && timer.tick == tick) {
            return;
        }
        cancel(timer);
        int slot = (int) (tick % SLOTS);
        Timer first = slots[slot];
        timer.tick = tick;
        timer.slot = slot;
        timer.next = first;
        if (first != null) {
            first.previous = timer;
        }
        slots[slot] = timer;
        occupied.set(slot);
    }

    /** The timer waits for nothing any more. */
    public void cancel(Timer timer) {
        int slot = timer.slot;
        timer.slot = NOWHERE;
        if (slot < 0) {
            return;
        }
        Timer next = timer.next;
        Timer previous = timer.previous;
        if (next != null) {
            next.previous = previous;
        }
        if (previous != null) {
            previous.next = next;
        } else {
            slots[slot] = next;
            occupied.set(slot, next != null);
        }
        timer.next = null;
        timer.previous = null;
    }

    /** Wakes all whose time has come. */
    public void advance(long nowNanos) {
        long nowTick = Math.floorDiv(nowNanos - originNanos, TICK_NANOS);
        long last = Math.min(nowTick, doneTick + SLOTS);
        for (long tick = doneTick + 1; tick <= last; tick++) {
            collect((int) (tick % SLOTS), nowTick);
        }
        doneTick = Math.max(doneTick, nowTick);
        for (Timer timer : firing) {
            if (timer.slot == FIRING) {
                timer.slot = NOWHERE;
                timer.fire(nowNanos);
            }
        }
        firing.clear();
    }

    private void collect(int slot, long nowTick) {
        Timer timer = slots[slot];
        while (timer != null) {
            Timer next = timer.next;
            if (timer.tick <= nowTick) {
                cancel(timer);
                timer.slot = FIRING;
                firing.add(timer);
            }
            timer = next;
        }
    }

    /** When {@link #advance} is to be called next: not later than {@code latestNanos}, at times for nothing. */
    public long nextNanos(long latestNanos) {
        int from = (int) ((doneTick + 1) % SLOTS);
        int slot = occupied.nextSetBit(from);
        if (slot < 0) {
            slot = occupied.nextSetBit(0);
        }
        if (slot < 0) {
            return latestNanos;
        }
        long tick = doneTick + 1 + Math.floorMod(slot - from, SLOTS);
        long next = originNanos + tick * TICK_NANOS;
        return next - latestNanos < 0 ? next : latestNanos;
    }
}
