package io.github.natcast.streamer.internal.transport.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On real sockets and this host's kernel. */
@Timeout(60)
final class EgressSocketsTest {
    private static final int BUFFER_BYTES = 1 << 20;

    /** Of linux/socket.h: UDP checksums off, which the kernel refuses to combine with segments. */
    private static final int SOL_SOCKET = 1;

    private static final int SO_NO_CHECK = 11;

    @ParameterizedTest(name = "{0} bytes in packets of {1} to {2}")
    @CsvSource({
        "2,     1,    127.0.0.1",
        "2400,  1200, 127.0.0.1",
        "2401,  1200, 127.0.0.1",
        "9000,  1184, 127.0.0.1",
        "70000, 1200, 127.0.0.1",
        "20000, 100,  127.0.0.1",
        "9000,  1184, ::ffff:127.0.0.1",
        "9000,  1184, ::1",
        "70000, 1200, ::1"
    })
    void aRunArrivesAsItsPackets(int length, int packetLength, String host) throws Exception {
        byte[] run = new byte[length + 5];
        new Random(length).nextBytes(run);
        EgressSockets sockets = EgressSockets.fastest();
        try (LoopbackReceiver receiver = LoopbackReceiver.bind(host);
                MediaEgress sender = bind(sockets, host)) {
            int count = (length + packetLength - 1) / packetLength;
            assertThat(sender.sendRun(run, 5, length, packetLength, receiver.path()))
                    .isEqualTo(count);
            assertThat(receiver.received(count)).isEqualTo(packets(run, 5, length, packetLength));
        }
        assertThat(sockets.stats().packetsLost()).isZero();
        assertThat(sockets.stats().runs() > 0).isEqualTo(sockets.stats().segmented());
    }

    @Test
    void aSinglePacketLongerThanTheLastRunsSegmentsStaysInOnePiece() throws Exception {
        EgressSockets sockets = EgressSockets.fastest();
        try (LoopbackReceiver receiver = LoopbackReceiver.bind("127.0.0.1");
                MediaEgress sender = bind(sockets, "127.0.0.1")) {
            sender.sendRun(new byte[300], 0, 300, 100, receiver.path());
            sender.send(new byte[1900], 0, 1900, receiver.path());
            assertThat(receiver.received(4)).extracting(String::length).containsExactly(200, 200, 200, 3800);
        }
    }

    @Test
    void linuxSegmentsAndSaysWhy() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux has UDP_SEGMENT");
        assertThat(NativeSocket.unavailable()).as("Netty's natives").isEmpty();
        assumeTrue(kernelKnowsSegments(), "this kernel has no UDP_SEGMENT, which came with Linux 4.18");
        EgressStats stats = EgressSockets.fastest().stats();
        assertThat(stats.segmented()).as(stats.reason()).isTrue();
        assertThat(stats.reason()).isEqualTo("a run on loopback arrived in segments");
    }

    @Test
    void plainSocketsNeverSegment() throws Exception {
        EgressSockets sockets = EgressSockets.plain();
        try (LoopbackReceiver receiver = LoopbackReceiver.bind("127.0.0.1");
                MediaEgress sender = bind(sockets, "127.0.0.1")) {
            assertThat(sender.sendRun(new byte[2500], 0, 2500, 1000, receiver.path()))
                    .isEqualTo(3);
            assertThat(receiver.received(3)).extracting(String::length).containsExactly(2000, 2000, 1000);
        }
        assertThat(sockets.stats())
                .isEqualTo(new EgressStats(false, "segmentation is switched off", 3, 3, 0, 0, 0, 0, 0));
    }

    @Test
    void packetsArriveAlsoWhenTheKernelRefusesSegments() throws Exception {
        assumeSegments();
        EgressCounters counters = new EgressCounters();
        InetSocketAddress local = LoopbackReceiver.freeAddress("127.0.0.1");
        MediaEgress plain = PlainSender.bind(local, BUFFER_BYTES, counters);
        NativeSocket refusing = NativeSocket.bind(local, BUFFER_BYTES);
        refusing.setOption(SOL_SOCKET, SO_NO_CHECK, 1);
        byte[] run = new byte[3500];
        new Random(1).nextBytes(run);
        try (LoopbackReceiver receiver = LoopbackReceiver.bind("127.0.0.1");
                MediaEgress sender = new SegmentingSender(refusing, plain, counters)) {
            for (int i = 0; i < 2; i++) {
                assertThat(sender.sendRun(run, 0, 3500, 1000, receiver.path())).isEqualTo(4);
            }
            List<String> once = packets(run, 0, 3500, 1000);
            assertThat(receiver.received(8).subList(0, 4)).isEqualTo(once);
            assertThat(receiver.received(8).subList(4, 8)).isEqualTo(once);
        }
        assertThat(counters.refusals).hasValue(1);
        assertThat(counters.runs).hasValue(0);
        assertThat(counters.packets).hasValue(8);
    }

    @Test
    void anOptionThatTheKernelDoesNotKnowIsARefusal() throws Exception {
        assumeSegments();
        NativeSocket socket = NativeSocket.bind(LoopbackReceiver.freeAddress("127.0.0.1"), BUFFER_BYTES);
        try {
            assertThatThrownBy(() -> socket.setOption(17, 9999, 1))
                    .isInstanceOf(SegmentingSocket.RefusedException.class)
                    .hasMessageContaining("Protocol not available");
            socket.segmentLength(1);
            assertThatThrownBy(() -> socket.send(
                            ByteBuffer.allocateDirect(2000), 2000, LoopbackReceiver.freeAddress("127.0.0.1")))
                    .as("more segments than any kernel takes")
                    .isInstanceOf(SegmentingSocket.RefusedException.class);
        } finally {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAddressOfTheOtherFamilyIsAPacketLostAndNoFailure(boolean fastest) throws Exception {
        EgressSockets sockets = fastest ? EgressSockets.fastest() : EgressSockets.plain();
        try (LoopbackReceiver receiver = LoopbackReceiver.bind("::1");
                MediaEgress sender = bind(sockets, "127.0.0.1")) {
            assertThat(sender.sendRun(new byte[2000], 0, 2000, 1000, receiver.path()))
                    .isZero();
            assertThat(sender.send(new byte[10], 0, 10, receiver.path())).isFalse();
        }
        assertThat(sockets.stats().packetsLost()).isEqualTo(3);
    }

    @Test
    void aPortThatIsNotShareableIsAnErrorAtTheStart() throws Exception {
        try (LoopbackReceiver holder = LoopbackReceiver.bind("127.0.0.1")) {
            assertThatThrownBy(() -> EgressSockets.fastest().bind(holder.address(), BUFFER_BYTES))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Asks a socket, not the probe, which is under test. */
    private static boolean kernelKnowsSegments() throws IOException {
        NativeSocket socket = NativeSocket.bind(LoopbackReceiver.freeAddress("127.0.0.1"), BUFFER_BYTES);
        try {
            socket.segmentLength(1000);
            return true;
        } catch (SegmentingSocket.RefusedException e) {
            return false;
        } finally {
            socket.close();
        }
    }

    private static void assumeSegments() {
        SegmentationProbe.Outcome outcome = SegmentationProbe.ofThisHost();
        assumeTrue(outcome.works(), "this host does not segment: " + outcome.reason());
    }

    private static MediaEgress bind(EgressSockets sockets, String host) throws IOException {
        return sockets.bind(LoopbackReceiver.freeAddress(host), BUFFER_BYTES);
    }

    private static List<String> packets(byte[] run, int offset, int length, int packetLength) {
        return IntStream.range(0, (length + packetLength - 1) / packetLength)
                .mapToObj(i -> HexFormat.of()
                        .formatHex(run, offset + i * packetLength, offset + Math.min(length, (i + 1) * packetLength)))
                .toList();
    }
}
