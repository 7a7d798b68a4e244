package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which packets leave in one call. */
class RunsTest {
    private final MediaPath path = path(10);

    static Stream<Arguments> frames() {
        return Stream.of(
                frame("one packet", List.of(900), List.of()),
                frame("equal packets", List.of(900, 900, 900), List.of(3)),
                frame("a shorter last one", List.of(900, 900, 20), List.of(3)),
                frame("parameter sets first", List.of(40, 900, 900, 900, 300), List.of(4)),
                frame("parameter sets of two sizes first", List.of(40, 30, 900, 900), List.of(2, 2)),
                frame("two slices", List.of(900, 900, 100, 900, 900, 400), List.of(3, 3)),
                frame("nothing alike", List.of(100, 200, 300), List.of()),
                frame("ever shorter", List.of(300, 200, 100), List.of(2)));
    }

    private static Arguments frame(String name, List<Integer> lengths, List<Integer> runs) {
        return Arguments.of(name, lengths, runs);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void equalNeighboursLeaveTogether(String name, List<Integer> lengths, List<Integer> runs) {
        FanoutFixture fanout = new FanoutFixture();
        fanout.watch(path);
        fanout.broadcast.send(frameOf(lengths));
        fanout.work();
        assertThat(fanout.egress.runs).isEqualTo(runs);
        assertThat(fanout.received(path)).isEqualTo(numbers(lengths.size()));
        assertThat(fanout.egress.rtp(path))
                .extracting(sent -> sent.packet().length)
                .isEqualTo(lengths.stream()
                        .map(length -> 12 + length + FakeProtector.TAG)
                        .toList());
    }

    @Test
    void aRunIsNeverMoreThanPacingLetsGo() {
        FanoutFixture fanout = new FanoutFixture();
        fanout.watch(path);
        fanout.broadcast.send(
                frameOf(IntStream.range(0, 100).map(i -> 1000).boxed().toList()));
        fanout.work();
        assertThat(fanout.received(path)).hasSize(32);
        fanout.advance(2);
        fanout.work();
        assertThat(fanout.received(path)).hasSize(43);
        assertThat(fanout.egress.runs).endsWith(11).allMatch(packets -> packets <= 32);
    }

    @Test
    void aLargeBurstLeavesInAsFewCallsAsTheBufferHasRoomFor() {
        FanoutSettings usual = FanoutSettings.ofDefaults();
        FanoutFixture fanout = new FanoutFixture(new FanoutSettings(
                1,
                64,
                usual.queueDelay(),
                120,
                usual.joinWindow(),
                usual.reportInterval(),
                Duration.ofSeconds(1),
                0.25));
        fanout.watch(path);
        fanout.broadcast.send(
                frameOf(IntStream.range(0, 100).map(i -> 1000).boxed().toList()));
        fanout.work();
        assertThat(fanout.received(path)).isEqualTo(numbers(100));
        assertThat(fanout.egress.runs).hasSize(2);
    }

    @Test
    void packetsOfARefusedRunAreCountedAndCanBeSentAgain() {
        FanoutFixture fanout = new FanoutFixture();
        ViewerSender viewer = fanout.watch(path);
        fanout.egress.refusing.add(path);
        fanout.key(1, 2, 3);
        assertThat(viewer.stats().get(0).packetsSent()).isEqualTo(3);
        assertThat(viewer.stats().get(0).packetsRefused()).isEqualTo(3);
        fanout.egress.refusing.clear();
        fanout.delta(4);
        assertThat(fanout.received(path)).containsExactly(4);
    }

    /** Payloads of these lengths, filled with 1, 2, 3 and so on. */
    private static PacketizedFrame frameOf(List<Integer> lengths) {
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(1000);
        for (int i = 0; i < lengths.size(); i++) {
            byte[] payload = new byte[lengths.get(i)];
            Arrays.fill(payload, (byte) (i + 1));
            builder.append(payload, 0, payload.length).endPayload();
        }
        return builder.build(true, 0);
    }

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }
}
