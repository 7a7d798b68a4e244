package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetransmissionCacheTest {
    private static final long MILLI = 1_000_000;

    private record Kept(int sequenceNumber, byte[] packet) {}

    @Test
    void givesBackWhatWasPutInAcrossEveryWrap() {
        Random random = new Random(1);
        RetransmissionCache cache = new RetransmissionCache(500 * MILLI, 64 * 1024);
        Deque<Kept> newest = new ArrayDeque<>();
        int sequenceNumber = 65_000;
        for (long now = 0; now < 20_000 * MILLI; now += MILLI) {
            byte[] packet = new byte[1 + random.nextInt(1200)];
            random.nextBytes(packet);
            put(cache, sequenceNumber, packet, now);
            newest.addFirst(new Kept(sequenceNumber, packet));
            if (newest.size() > 40) {
                newest.removeLast();
            }
            sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
            for (Kept kept : newest) {
                assertThat(get(cache, kept.sequenceNumber)).isEqualTo(kept.packet);
            }
            assertThat(cache.find(sequenceNumber)).isNegative();
            assertThat(cache.find((sequenceNumber - 1000) & 0xFFFF)).isNegative();
        }
        assertThat(cache.capacity()).isEqualTo(64 * 1024);
    }

    @Test
    void growsOnlyWhileYoungPacketsWouldBeLost() {
        RetransmissionCache cache = new RetransmissionCache(500 * MILLI, 1 << 20);
        byte[] packet = new byte[1200];
        for (int i = 0; i < 1000; i++) {
            put(cache, i, packet, i * 100L * MILLI);
        }
        assertThat(cache.capacity()).isEqualTo(16 * 1024);
        // 100 packets in an instant are 120 kB: all are kept.
        for (int i = 1000; i < 1100; i++) {
            put(cache, i, packet, 100_000 * MILLI);
        }
        assertThat(cache.capacity()).isEqualTo(128 * 1024);
        for (int i = 1000; i < 1100; i++) {
            assertThat(cache.find(i)).isNotNegative();
        }
    }

    @Test
    void holdsManySmallPackets() {
        RetransmissionCache cache = new RetransmissionCache(500 * MILLI, 64 * 1024);
        for (int i = 0; i < 10_000; i++) {
            put(cache, i & 0xFFFF, new byte[] {(byte) i}, 0);
            assertThat(get(cache, Math.max(0, i - 500))).containsExactly((byte) Math.max(0, i - 500));
        }
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(new RetransmissionCache(1, 1 << 20).find(0)).isNegative();
    }

    private static void put(RetransmissionCache cache, int sequenceNumber, byte[] packet, long now) {
        int offset = cache.reserve(packet.length + 20, now);
        assertThat(offset + packet.length + 20).isLessThanOrEqualTo(cache.capacity());
        System.arraycopy(packet, 0, cache.buffer(), offset, packet.length);
        cache.commit(sequenceNumber, packet.length, now);
    }

    private static byte[] get(RetransmissionCache cache, int sequenceNumber) {
        int slot = cache.find(sequenceNumber);
        assertThat(slot).as("packet %d is kept", sequenceNumber).isNotNegative();
        return Arrays.copyOfRange(cache.buffer(), cache.offset(slot), cache.offset(slot) + cache.length(slot));
    }
}
