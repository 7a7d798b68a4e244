package io.github.natcast.streamer.whep;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what one viewer misses while it watches. Its counters may be read by any thread. */
final class Watcher implements Runnable {
    final AtomicLong packets = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final AtomicLong longestGapNanos = new AtomicLong();

    private final WhepViewer viewer;

    Watcher(WhepViewer viewer) {
        this.viewer = viewer;
    }

    /** Forgets what was counted. */
    void reset() {
        packets.set(0);
        lost.set(0);
        longestGapNanos.set(0);
    }

    @Override
    public void run() {
        int expected = -1;
        int timestamp = 0;
        long frame = 0;
        try {
            for (byte[] packet = viewer.nextProtected(); packet != null; packet = viewer.nextProtected()) {
                if (isRtcp(packet)) {
                    continue;
                }
                int number = Bytes.get16(packet, 2);
                int stamp = Bytes.get32(packet, 4);
                packets.incrementAndGet();
                if (expected >= 0) {
                    int missed = (short) (number - expected);
                    lost.addAndGet(missed); // one that comes late is subtracted again
                    if (missed < 0) {
                        continue;
                    }
                }
                expected = (number + 1) & 0xFFFF;
                long now = System.nanoTime();
                if (stamp != timestamp) {
                    if (frame != 0) {
                        long gap = now - frame;
                        longestGapNanos.accumulateAndGet(gap, Math::max);
                    }
                    timestamp = stamp;
                    frame = now;
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isRtcp(byte[] packet) {
        int type = packet[1] & 0xFF;
        return type >= 192 && type <= 223;
    }
}
