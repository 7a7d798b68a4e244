package io.github.natcast.streamer.internal.transport.egress;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what one sender thread's socket does. Written by that thread alone; any thread may read. */
final class EgressCounters {
    final AtomicLong calls = new AtomicLong();
    final AtomicLong packets = new AtomicLong();
    final AtomicLong runs = new AtomicLong();
    final AtomicLong runPackets = new AtomicLong();
    final AtomicLong packetsLost = new AtomicLong();
    final AtomicLong full = new AtomicLong();
    final AtomicLong refusals = new AtomicLong();

    /** Counts a call with one packet or, when segmented, with several: the operating system takes all or none. */
    void sent(int wanted, int taken) {
        add(calls, 1);
        add(packets, taken);
        add(packetsLost, wanted - taken);
    }

    void sentRun(int wanted, int taken) {
        sent(wanted, taken);
        add(runs, 1);
        add(runPackets, taken);
    }

    /** The send buffer had no room for these. */
    void full(int lost) {
        add(full, lost);
    }

    void refused() {
        add(refusals, 1);
    }

    /** Adds to a counter that only this thread writes: without a lock, and without ordering. */
    private static void add(AtomicLong counter, long amount) {
        counter.lazySet(counter.getPlain() + amount);
    }
}
