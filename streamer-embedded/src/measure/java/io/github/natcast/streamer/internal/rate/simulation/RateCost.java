package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;

import com.sun.management.ThreadMXBean;
import io.github.natcast.streamer.internal.rate.AdaptiveRate;
import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** What the rate control of a viewer of 2 Mbit/s costs: processor time, allocation, memory. */
final class RateCost {
    private static final int VIEWERS = 500;
    private static final int SECONDS = 10;
    private static final int ROUNDS = 3;
    private static final int PACKETS_PER_FEEDBACK = 20;
    private static final int FEEDBACK_MILLIS = 75;

    private static final Renditions RENDITIONS = new Renditions() {
        @Override
        public int count() {
            return 3;
        }

        @Override
        public long bitsPerSecond(int index) {
            return new long[] {2_000_000, 900_000, 360_000}[index];
        }
    };

    private RateCost() {}

    static void print() {
        long before = usedHeap();
        AdaptiveRate[] rates = new AdaptiveRate[VIEWERS];
        Arrays.setAll(rates, i -> new AdaptiveRate(RENDITIONS, new AdaptiveRate.Means(true, true), 0));
        System.out.printf("memory of a viewer: %d bytes%n", (usedHeap() - before) / VIEWERS);
        for (int round = 0; round < ROUNDS; round++) {
            serve(rates, round);
        }
    }

    private static void serve(AdaptiveRate[] rates, int round) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int feedbacks = SECONDS * 1000 / FEEDBACK_MILLIS;
        long sending = 0;
        long hearing = 0;
        long allocated = 0;
        for (int i = 0; i < feedbacks; i++) {
            long now = ((long) round * feedbacks + i) * FEEDBACK_MILLIS * MILLI;
            int base = ((round * feedbacks + i) * PACKETS_PER_FEEDBACK) & 0xffff;
            TransportFeedback feedback = feedback(base, now);
            long allocatedBefore = thread.getCurrentThreadAllocatedBytes();
            long began = thread.getCurrentThreadCpuTime();
            for (AdaptiveRate rate : rates) {
                for (int packet = 0; packet < PACKETS_PER_FEEDBACK; packet++) {
                    rate.onSent((base + packet) & 0xffff, 1000, PacketKind.VIDEO, now + 3L * packet * MILLI);
                }
            }
            long sent = thread.getCurrentThreadCpuTime();
            for (AdaptiveRate rate : rates) {
                rate.onFeedback(feedback, now + (FEEDBACK_MILLIS - 1) * MILLI);
                rate.wantedRendition(now + (FEEDBACK_MILLIS - 1) * MILLI);
            }
            hearing += thread.getCurrentThreadCpuTime() - sent;
            sending += sent - began;
            allocated += thread.getCurrentThreadAllocatedBytes() - allocatedBefore;
        }
        double packets = (double) feedbacks * VIEWERS * PACKETS_PER_FEEDBACK;
        System.out.printf(
                "%d viewers: feedback takes %.2f %% of a core, a packet sent %.0f ns; %.2f bytes allocated a packet%n",
                VIEWERS, hearing / 1e7 / SECONDS, sending / packets, allocated / packets);
    }

    private static TransportFeedback feedback(int base, long now) {
        int[] ticks = new int[PACKETS_PER_FEEDBACK];
        Arrays.setAll(ticks, i -> 80 + 12 * i);
        return new TransportFeedback(1, 2, 0, base, (now / 250_000) & 0xffff_ffffL, ticks);
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
