package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacingTest {
    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);

    @Test
    void sendsAFrameUpToABurstAtOnce() {
        fanout.watch(path);
        fanout.key(packets(32));
        assertThat(fanout.received(path)).hasSize(32);
        assertThat(fanout.loop.idleNanos()).isEqualTo(20_000_000);
    }

    @Test
    void spreadsWhatIsMoreOverTicksOfTwoMilliseconds() {
        fanout.watch(path);
        fanout.key(packets(100));
        List<Integer> sizes = new ArrayList<>(List.of(fanout.received(path).size()));
        assertThat(fanout.loop.idleNanos()).isEqualTo(2_000_000);
        while (fanout.received(path).size() < 100) {
            fanout.advance(2);
            fanout.work();
            sizes.add(fanout.received(path).size());
        }
        assertThat(sizes).startsWith(32, 43, 52, 60).hasSize(9);
        assertThat(fanout.egress.rtp(path).get(99).header().marker()).isTrue();
        assertThat(fanout.loop.idleNanos()).isEqualTo(20_000_000);
    }

    @Test
    void finishesTheLargestFramesWithin50Milliseconds() {
        fanout.watch(path);
        fanout.key(packets(1000));
        for (int tick = 0; tick < 25; tick++) {
            fanout.advance(2);
            fanout.work();
        }
        assertThat(fanout.received(path)).hasSize(1000);
    }

    @Test
    void keepsFramesInOrderAndDoesNotHoldUpOtherViewers() {
        fanout.watch(path);
        fanout.key(packets(40));
        fanout.delta(2, 3);
        assertThat(fanout.received(path)).hasSize(32);
        MediaPath late = path(11);
        fanout.watch(late);
        fanout.pace();
        for (MediaPath viewer : List.of(path, late)) {
            assertThat(fanout.received(viewer)).hasSize(42).endsWith(1, 2, 3);
            List<RtpHeader> headers = fanout.egress.rtp(viewer).stream()
                    .map(FakeEgress.Sent::header)
                    .toList();
            assertThat(headers.get(39).marker()).isTrue();
            assertThat(headers)
                    .extracting(RtpHeader::sequenceNumber)
                    .containsExactlyElementsOf(IntStream.range(100, 142).boxed().toList());
        }
    }

    @Test
    void forgetsWhatWaitsForAViewerWhoLeaves() {
        ViewerSender viewer = fanout.watch(path);
        fanout.key(packets(100));
        viewer.close();
        fanout.pace();
        assertThat(fanout.received(path)).hasSize(32);
        assertThat(fanout.loop.idleNanos()).isEqualTo(20_000_000);
    }

    private static int[] packets(int count) {
        return IntStream.range(0, count).map(i -> 1).toArray();
    }
}
