package io.github.natcast.streamer.internal.transport.egress;

import java.util.concurrent.atomic.AtomicLong;

/** What one sender thread's socket did. Written by that thread alone; anyone may read. */
final class EgressCounters {
    final AtomicLong calls = new AtomicLong();
    final AtomicLong packets = new AtomicLong();
    final AtomicLong runs = new AtomicLong();
    final AtomicLong runPackets = new AtomicLong();
    final AtomicLong packetsLost = new AtomicLong();
    final AtomicLong refusals = new AtomicLong();

    /** One call for one packet or, when segmented, for several: the operating system takes all or none of a call. */
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

    void refused() {
        add(refusals, 1);
    }

    /** A single writer's increment: neither locked nor ordered. */
    private static void add(AtomicLong counter, long amount) {
        counter.lazySet(counter.getPlain() + amount);
    }
}
