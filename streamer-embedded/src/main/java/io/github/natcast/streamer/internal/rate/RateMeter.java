package io.github.natcast.streamer.internal.rate;

import java.util.Arrays;

/** Bits per second over the last half second. Confined to whoever made it. Microseconds that wrap. */
final class RateMeter {
    private static final int SLOT_MICROS = 50_000;
    private static final int SLOTS = 11;

    private final int[] bytes = new int[SLOTS];
    private boolean any;
    private int slot;
    private int slotStart;

    /** Slots that are complete, at most all but the present one. */
    private int complete;

    void add(int added, int now) {
        turn(now);
        bytes[slot] += added;
    }

    /** 0 before a first tenth of a second has passed. */
    long bitsPerSecond(int now) {
        if (any) {
            turn(now);
        }
        if (complete < 2) {
            return 0;
        }
        long sum = 0;
        for (int i = 1; i <= complete; i++) {
            sum += bytes[(slot - i + SLOTS) % SLOTS];
        }
        return sum * 8 * (1_000_000 / SLOT_MICROS) / complete;
    }

    private void turn(int now) {
        if (!any) {
            any = true;
            slotStart = now;
        }
        int passed = now - slotStart;
        if (passed >= SLOT_MICROS * SLOTS) {
            Arrays.fill(bytes, 0);
            complete = SLOTS - 1;
            slotStart += passed / SLOT_MICROS * SLOT_MICROS;
            return;
        }
        while (passed >= SLOT_MICROS) {
            slot = (slot + 1) % SLOTS;
            bytes[slot] = 0;
            complete = Math.min(complete + 1, SLOTS - 1);
            slotStart += SLOT_MICROS;
            passed -= SLOT_MICROS;
        }
    }

    void restart() {
        any = false;
        complete = 0;
        Arrays.fill(bytes, 0);
    }

    /** Rounded down on either side of 0, so that all microseconds are as long; they wrap. */
    static int micros(long nanos) {
        return (int) Math.floorDiv(nanos, 1000L);
    }
}
