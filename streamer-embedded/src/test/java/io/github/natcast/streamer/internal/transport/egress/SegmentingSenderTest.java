package io.github.natcast.streamer.internal.transport.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a sender does with the kernel's answers, which fakes give in the kernel's place. */
final class SegmentingSenderTest {
    private final FakeKernel kernel = new FakeKernel();
    private final FakePlain plain = new FakePlain();
    private final EgressCounters counters = new EgressCounters();
    private final SegmentingSender sender = new SegmentingSender(kernel, plain, counters);
    private final MediaPath viewer = viewer(1);

    private static final class FakeKernel implements SegmentingSocket {
        final List<String> log = new ArrayList<>();
        final Set<InetSocketAddress> refusing = new HashSet<>();
        boolean knowsOption = true;
        boolean full;
        boolean unreachable;
        boolean closed;

        @Override
        public void segmentLength(int bytes) throws IOException {
            log.add("segments of " + bytes);
            if (!knowsOption) {
                throw new RefusedException(new IOException("setsockopt: Protocol not available"));
            }
        }

        @Override
        public boolean send(ByteBuffer buffer, int length, InetSocketAddress remote) throws IOException {
            assertThat(buffer.isDirect()).isTrue();
            log.add(length + " to " + remote.getPort());
            if (refusing.contains(remote)) {
                throw new RefusedException(new IOException("sendto: Input/output error"));
            }
            if (unreachable) {
                throw new IOException("sendto: Network is unreachable");
            }
            return !full;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class FakePlain implements MediaEgress {
        final List<Integer> lengths = new ArrayList<>();
        boolean closed;

        @Override
        public boolean send(byte[] packet, int offset, int length, MediaPath path) {
            lengths.add(length);
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void aRunIsOneCallAndTheOptionIsSetWhenTheLengthChanges() {
        assertThat(run(3500, 1000, viewer)).isEqualTo(4);
        assertThat(run(2000, 1000, viewer)).isEqualTo(2);
        assertThat(run(300, 200, viewer)).isEqualTo(2);
        assertThat(kernel.log)
                .containsExactly("segments of 1000", "3500 to 1", "2000 to 1", "segments of 200", "300 to 1");
        assertThat(plain.lengths).isEmpty();
        assertThat(counters.runs).hasValue(3);
        assertThat(counters.runPackets).hasValue(8);
        assertThat(counters.calls).hasValue(3);
        assertThat(counters.packets).hasValue(8);
    }

    @Test
    void aSinglePacketIsNeverSegmentedHoweverLong() {
        assertThat(sender.send(new byte[2000], 0, 2000, viewer)).isTrue();
        assertThat(run(700, 1000, viewer)).isEqualTo(1);
        assertThat(kernel.log).isEmpty();
        assertThat(plain.lengths).containsExactly(2000, 700);
    }

    @Test
    void aRunKeepsToTheSegmentsAndBytesOfOneCall() {
        assertThat(run(130 * 100, 100, viewer)).isEqualTo(130);
        assertThat(run(60 * 1200, 1200, viewer)).isEqualTo(60);
        assertThat(run(64 * 100 + 50, 100, viewer)).isEqualTo(65);
        assertThat(kernel.log)
                .containsExactly(
                        "segments of 100",
                        "6400 to 1",
                        "6400 to 1",
                        "200 to 1",
                        "segments of 1200",
                        54 * 1200 + " to 1",
                        6 * 1200 + " to 1",
                        "segments of 100",
                        "6400 to 1");
        assertThat(plain.lengths).as("what is left over, alone").containsExactly(50);
    }

    @Test
    void aRefusedPathIsServedPacketByPacketFromThenOnAndTheOthersAsBefore() {
        kernel.refusing.add(viewer.remote());
        assertThat(run(2500, 1000, viewer)).isEqualTo(3);
        assertThat(run(2000, 1000, viewer)).isEqualTo(2);
        assertThat(run(2000, 1000, viewer(2))).isEqualTo(2);
        assertThat(kernel.log).containsExactly("segments of 1000", "2500 to 1", "2000 to 2");
        assertThat(plain.lengths).containsExactly(1000, 1000, 500, 1000, 1000);
        assertThat(counters.refusals).hasValue(1);
        assertThat(counters.packetsLost).hasValue(0);
    }

    @Test
    void whatIsLeftOfALongRunFollowsPacketByPacketToo() {
        kernel.refusing.add(viewer.remote());
        assertThat(run(70 * 100, 100, viewer)).isEqualTo(70);
        assertThat(kernel.log).hasSize(2);
        assertThat(plain.lengths).hasSize(70);
    }

    @Test
    void aKernelThatDoesNotKnowTheOptionIsNoFailure() {
        kernel.knowsOption = false;
        assertThat(run(2000, 1000, viewer)).isEqualTo(2);
        assertThat(plain.lengths).containsExactly(1000, 1000);
    }

    @Test
    void withoutRoomTheWholeRunIsLostAndCounted() {
        kernel.full = true;
        assertThat(run(3000, 1000, viewer)).isZero();
        assertThat(counters.packetsLost).hasValue(3);
        assertThat(counters.packets).hasValue(0);
        kernel.full = false;
        assertThat(run(3000, 1000, viewer)).isEqualTo(3);
        assertThat(plain.lengths).as("a full buffer is no refusal").isEmpty();
    }

    @Test
    void withoutARouteTheRunIsLostAndNotTriedPacketByPacket() {
        kernel.unreachable = true;
        assertThat(run(3000, 1000, viewer)).isZero();
        assertThat(plain.lengths).isEmpty();
        assertThat(counters.refusals).hasValue(0);
        assertThat(counters.packetsLost).hasValue(3);
    }

    @Test
    void refusalsOfThousandsOfViewersTakeNoMoreRoomThanThat() {
        for (int port = 1; port <= 5000; port++) {
            kernel.refusing.add(viewer(port).remote());
            assertThat(run(200, 100, viewer(port))).isEqualTo(2);
        }
        kernel.log.clear();
        run(200, 100, viewer(1));
        run(200, 100, viewer(1));
        assertThat(kernel.log).as("forgotten, and learned again").containsExactly("200 to 1");
    }

    @Test
    void closesBothSocketsAndSendsNothingAfterwards() {
        sender.close();
        assertThat(kernel.closed).isTrue();
        assertThat(plain.closed).isTrue();
        assertThat(run(2000, 1000, viewer)).isZero();
        assertThat(kernel.log).isEmpty();
    }

    private int run(int length, int packetLength, MediaPath path) {
        return sender.sendRun(new byte[length + 7], 7, length, packetLength, path);
    }

    private static MediaPath viewer(int port) {
        return LoopbackReceiver.path(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
