package io.github.natcast.streamer.internal.rate;

import java.util.Arrays;

/**
 * How long packets wait on the path: one-way delay above its least. Confined to its {@link TransportEstimator}.
 *
 * <p>The two clocks share nothing, so that a one-way delay is only known up to a constant. The least one is taken for
 * an empty path; it creeps up by 200 ppm, which outruns the drift of any two clocks. A <em>standing</em> delay is the
 * least within the last 120 to 160 ms: a radio link that pauses for 40 ms makes a single delay large, a queue makes all
 * large.
 */
final class QueueDelay {
    private static final int SLOT_MICROS = 40_000;
    private static final int SLOTS = 4;
    private static final int CREEP_PARTS = 5_000;

    /** No queue that we would make is as long: one of the clocks was set. */
    private static final int STEP_MICROS = 10_000_000;

    private final int[] leastExcess = new int[SLOTS];
    private final int[] leastRaw = new int[SLOTS];
    private final Settled settled = new Settled();
    private int slot;
    private int slotStart;
    private int base;
    private int lastArrival;
    private int creep;
    private int raw;
    private int excess;
    private boolean any;

    /** Takes a packet in. Returns whether it has to be forgotten what came before, for a clock was set. */
    boolean add(int sent, int arrival, int explained) {
        int delay = arrival - sent;
        boolean step = any && Math.abs((long) (delay - base)) > STEP_MICROS;
        if (!any || step) {
            restart(delay, arrival);
        }
        creep(arrival);
        raw = delay - base;
        if (raw < 0) {
            base = delay;
            raw = 0;
        }
        excess = Math.max(0, raw - explained);
        turnSlots(arrival);
        leastExcess[slot] = Math.min(leastExcess[slot], excess);
        leastRaw[slot] = Math.min(leastRaw[slot], raw);
        settled.add(raw, arrival);
        return step;
    }

    private void restart(int delay, int arrival) {
        any = true;
        base = delay;
        lastArrival = arrival;
        creep = 0;
        slotStart = arrival;
        Arrays.fill(leastExcess, Integer.MAX_VALUE);
        Arrays.fill(leastRaw, Integer.MAX_VALUE);
        settled.restart(arrival);
    }

    private void creep(int arrival) {
        int elapsed = arrival - lastArrival;
        if (elapsed > 0) {
            lastArrival = arrival;
            creep += Math.min(elapsed, STEP_MICROS);
            base += creep / CREEP_PARTS;
            creep %= CREEP_PARTS;
        }
    }

    private void turnSlots(int arrival) {
        int passed = arrival - slotStart;
        if (passed >= SLOT_MICROS && leastRaw[slot] < Integer.MAX_VALUE) {
            settled.addSlot(leastRaw[slot]);
        }
        for (int i = 0; passed >= SLOT_MICROS && i < SLOTS; i++) {
            slot = (slot + 1) % SLOTS;
            leastExcess[slot] = Integer.MAX_VALUE;
            leastRaw[slot] = Integer.MAX_VALUE;
            slotStart += SLOT_MICROS;
            passed -= SLOT_MICROS;
        }
        if (passed >= SLOT_MICROS) {
            slotStart = arrival;
        }
    }

    /**
     * The delay that did not go away although less was sent than the path carries is not our queue: the path became
     * longer, or others fill it. It counts as none from now on.
     */
    void takeForEmpty() {
        base += settled.least();
        Arrays.fill(leastExcess, Integer.MAX_VALUE);
        Arrays.fill(leastRaw, Integer.MAX_VALUE);
        settled.restart(lastArrival);
    }

    /** Whether the delay has stayed above the given one for two seconds without becoming less. */
    boolean staysAbove(int micros) {
        return settled.staysAbove(micros);
    }

    /** Whether the delay has hardly changed for two seconds: queues come and go, a longer path stays. */
    boolean isConstant() {
        return settled.isConstant();
    }

    /** Of the last packet: above the least, whatever the cause. */
    int raw() {
        return raw;
    }

    /** Of the last packet: beyond what our own bursts explain. */
    int excess() {
        return excess;
    }

    int standingExcess() {
        return least(leastExcess);
    }

    int standingRaw() {
        return least(leastRaw);
    }

    private static int least(int[] slots) {
        int least = Integer.MAX_VALUE;
        for (int value : slots) {
            least = Math.min(least, value);
        }
        return least == Integer.MAX_VALUE ? 0 : least;
    }

    /** The least delay of the present second and of the two before. */
    private static final class Settled {
        private static final int SECOND = 1_000_000;
        private static final int CONSTANT_MICROS = 15_000;

        private int start;
        private int current = Integer.MAX_VALUE;
        private int last;
        private int beforeLast;
        private int most;
        private int mostOfLast;
        private int mostOfBeforeLast;

        void restart(int arrival) {
            start = arrival;
            current = Integer.MAX_VALUE;
            last = 0;
            beforeLast = 0;
            most = 0;
            mostOfLast = 0;
            mostOfBeforeLast = 0;
        }

        /** The least delay of a fraction of a second. */
        void addSlot(int delay) {
            most = Math.max(most, delay);
        }

        void add(int delay, int arrival) {
            if (arrival - start >= SECOND) {
                beforeLast = last;
                last = current == Integer.MAX_VALUE ? 0 : current;
                current = Integer.MAX_VALUE;
                mostOfBeforeLast = mostOfLast;
                mostOfLast = most;
                most = 0;
                start = arrival;
            }
            current = Math.min(current, delay);
        }

        boolean staysAbove(int micros) {
            return beforeLast > micros && last > micros && last >= beforeLast - beforeLast / 10;
        }

        boolean isConstant() {
            int spread = Math.max(mostOfLast, mostOfBeforeLast) - Math.min(last, beforeLast);
            return mostOfBeforeLast > 0 && spread < CONSTANT_MICROS;
        }

        int least() {
            return Math.min(last, current);
        }
    }
}
