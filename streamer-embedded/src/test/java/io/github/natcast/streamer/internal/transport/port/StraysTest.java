package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.ice.CandidateKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StraysTest {
    private static final InetAddress TUNNEL = InetAddress.getLoopbackAddress();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    private final MediaBase base = new MediaBase() {
        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(TUNNEL, 10111);
        }

        @Override
        public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
            throw new AssertionError("strays are not answered");
        }

        @Override
        public CandidateKind kind() {
            return CandidateKind.HOST;
        }
    };

    private final Random random = new Random(1);
    private final Strays strays = new Strays(0);
    private final List<Viewer> viewers = new ArrayList<>();
    private long now;
    private int tries;

    /** Its packets: a header, its own number as the key, the index. */
    private final class Viewer implements Strays.Claimant {
        final int number;
        int sent = random.nextInt(10_000);
        int heard = sent;
        final List<InetSocketAddress> found = new ArrayList<>();

        Viewer(int number) {
            this.number = number;
        }

        byte[] report() {
            sent++;
            return packet(number, sent);
        }

        @Override
        public int strayLead(byte[] packet, int length) {
            return index(packet) - heard;
        }

        @Override
        public boolean onStray(MediaBase from, InetSocketAddress remote, byte[] packet, int length) {
            tries++;
            boolean mine = packet[2] == number >> 8 && packet[3] == (byte) number && index(packet) > heard;
            if (mine) {
                heard = index(packet);
                found.add(remote);
            }
            packet[2] = -1;
            return mine;
        }
    }

    private static int index(byte[] packet) {
        return (packet[4] & 0xff) << 16 | (packet[5] & 0xff) << 8 | (packet[6] & 0xff);
    }

    private static byte[] packet(int number, int index) {
        return new byte[] {
            (byte) 0x80,
            (byte) 205,
            (byte) (number >> 8),
            (byte) number,
            (byte) (index >> 16),
            (byte) (index >> 8),
            (byte) index,
            0
        };
    }

    private void watch(int count) {
        for (int i = 0; i < count; i++) {
            Viewer viewer = new Viewer(i);
            viewers.add(viewer);
            strays.moved(viewer, TUNNEL, now);
        }
    }

    private void receive(int port, byte[] packet) {
        strays.receive(base, new InetSocketAddress(TUNNEL, port), packet, packet.length, now);
    }

    /** All have one SSRC, as Chromium's have; each lost up to twenty reports in the outage. */
    @Test
    void hundredViewersOfATunnelThatWasRestartedAreAllFoundWithinASecond() {
        watch(100);
        viewers.forEach(viewer -> viewer.sent += random.nextInt(20));
        for (int round = 0; round < 10; round++) {
            for (Viewer viewer : viewers) {
                now += MILLISECOND;
                if (viewer.found.isEmpty()) {
                    receive(20_000 + viewer.number, viewer.report());
                }
            }
        }
        for (Viewer viewer : viewers) {
            assertThat(viewer.found).containsExactly(new InetSocketAddress(TUNNEL, 20_000 + viewer.number));
        }
    }

    @Test
    void whatIsRepeatedOldOrOfAnotherHostIsNotEvenTried() {
        watch(1);
        Viewer viewer = viewers.get(0);
        byte[] old = viewer.report();
        byte[] first = viewer.report();
        receive(4000, first);
        now += 2000 * MILLISECOND;
        receive(4001, first);
        receive(4002, old);
        byte[] next = viewer.report();
        strays.receive(base, new InetSocketAddress("203.0.113.9", 4000), next, next.length, now);
        next[0] = 0x17;
        receive(4003, next);

        assertThat(tries).isEqualTo(1);
        assertThat(viewer.found).hasSize(1);
    }

    @Test
    void twoPacketsOfOneViewerWithinASecondFindItOnce() {
        watch(1);
        Viewer viewer = viewers.get(0);
        for (int i = 0; i < 50; i++) {
            receive(4000 + i, viewer.report());
            now += 50 * MILLISECOND;
        }
        assertThat(viewer.found).hasSize(3);
    }

    @Test
    void aFloodAtTheHostOfViewersCostsAShareAndNothingElse() {
        watch(50);
        for (int i = 0; i < 100_000; i++) {
            now += MILLISECOND / 50;
            receive(random.nextInt(65_536), packet(9999, random.nextInt(12_000)));
        }
        assertThat(tries).as("in two seconds").isBetween(50, 1100);
        assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.found).isEmpty());
    }

    @Test
    void whoMovedOrLeftIsSoughtNowhereElse() {
        watch(3);
        InetAddress elsewhere = new InetSocketAddress("198.51.100.7", 1).getAddress();
        strays.moved(viewers.get(0), elsewhere, now);
        strays.forget(viewers.get(1));
        Set<Integer> found = new HashSet<>();
        for (Viewer viewer : viewers) {
            byte[] report = viewer.report();
            receive(4000, report);
            strays.receive(base, new InetSocketAddress(elsewhere, 4000), report, report.length, now);
            now += 1000 * MILLISECOND;
            viewer.found.forEach(remote -> found.add(viewer.number));
        }
        assertThat(viewers.get(0).found).containsExactly(new InetSocketAddress(elsewhere, 4000));
        assertThat(viewers.get(2).found).containsExactly(new InetSocketAddress(TUNNEL, 4000));
        assertThat(found).containsExactlyInAnyOrder(0, 2);
    }
}
