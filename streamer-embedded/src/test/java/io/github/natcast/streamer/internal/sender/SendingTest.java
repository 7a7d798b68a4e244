package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendingTest {
    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);

    @Test
    void stampsEachPacketAndMarksTheLastOfAFrame() {
        fanout.watch(path);
        fanout.key(1, 2, 3);
        List<RtpHeader> headers = headers(path);
        assertThat(headers).extracting(RtpHeader::marker).containsExactly(false, false, true);
        assertThat(headers).extracting(RtpHeader::sequenceNumber).containsExactly(100, 101, 102);
        assertThat(headers).extracting(RtpHeader::ssrc).containsOnly((int) FanoutFixture.SSRC);
        assertThat(headers).extracting(RtpHeader::payloadType).containsOnly(FanoutFixture.PAYLOAD_TYPE);
        assertThat(headers).extracting(RtpHeader::payloadLength).containsOnly(1000);
    }

    @Test
    void reportsTheFirstPacketOnceItIsSentAndNotBefore() {
        fanout.watch(path);
        fanout.delta(1);
        assertThat(fanout.viewersStarted).as("only a key frame begins").isZero();
        fanout.key(2);
        assertThat(headers(path)).isNotEmpty();
        assertThat(fanout.viewersStarted).isOne();
        fanout.key(3);
        assertThat(fanout.viewersStarted).isOne();
    }

    @Test
    void goesOnAcrossTheWrapOfSequenceNumberAndTimestamp() {
        int ticksNow = (int) (fanout.now / 100_000 * 9);
        fanout.watch(path, 65534, -ticksNow - 1);
        fanout.key(1, 2);
        fanout.advance(40);
        fanout.delta(3, 4);
        List<RtpHeader> headers = headers(path);
        assertThat(headers).extracting(RtpHeader::sequenceNumber).containsExactly(65534, 65535, 0, 1);
        assertThat(headers).extracting(RtpHeader::timestamp).containsExactly(-1, -1, 3599, 3599);
    }

    @Test
    void startsEachStreamAtNumbersOfItsOwn() {
        for (int port = 1; port <= 40; port++) {
            ViewerSender viewer = fanout.open();
            viewer.stream(fanout.broadcast, FanoutFixture.parameters());
            viewer.path(path(port));
        }
        fanout.key(1);
        List<RtpHeader> first = IntStream.rangeClosed(1, 40)
                .mapToObj(port -> headers(path(port)).get(0))
                .toList();
        assertThat(first).extracting(RtpHeader::sequenceNumber).allMatch(number -> number < 1 << 15);
    }

    @Test
    void doesNotLetAViewerWithoutRoomHoldUpAnother() {
        MediaPath full = path(66);
        ViewerSender stuck = fanout.watch(full);
        fanout.watch(path);
        fanout.egress.refusing.add(full);
        fanout.key(1, 2);
        fanout.delta(3);
        assertThat(fanout.received(path)).containsExactly(1, 2, 3);
        assertThat(stuck.stats().get(0).packetsRefused()).isEqualTo(3);
    }

    @Test
    void endsOnlyTheViewerWhoseSendingThrows() {
        MediaPath broken = path(66);
        ViewerSender failing = fanout.watch(broken);
        fanout.watch(path);
        fanout.egress.throwing.add(broken);
        fanout.key(1);
        fanout.delta(2);
        assertThat(fanout.received(path)).containsExactly(1, 2);
        assertThat(failing.failure())
                .hasValueSatisfying(reason -> assertThat(reason).contains("this path throws"));
        assertThat(fanout.failures).hasSize(1);
        assertThat(((FakeProtector) failing.protector).isErased()).isTrue();
        failing.close();
        fanout.work();
        assertThat(fanout.loop.viewers()).isEqualTo(1);
    }

    @Test
    void dropsWholeFramesUpToTheNextKeyFrameWhenTheSenderThreadCannotFollow() {
        FanoutSettings small = new FanoutSettings(
                1,
                4,
                Duration.ofMillis(250),
                32,
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                0.25);
        FanoutFixture slow = new FanoutFixture(small);
        slow.watch(path);
        slow.key(1);
        for (int i = 2; i <= 9; i++) {
            slow.offer(false, i);
        }
        assertThat(slow.keyFrameRequests).isEqualTo(2);
        slow.work();
        slow.delta(10);
        assertThat(slow.received(path)).containsExactly(1, 2, 3, 4, 5);
        slow.key(11);
        slow.delta(12);
        assertThat(slow.received(path)).containsExactly(1, 2, 3, 4, 5, 11, 12);
        assertThat(slow.broadcast.framesDropped()).isEqualTo(5);
        List<Integer> numbers =
                headers(slow, path).stream().map(RtpHeader::sequenceNumber).toList();
        assertThat(numbers).containsExactly(100, 101, 102, 103, 104, 105, 106);
    }

    @Test
    void leavesOutFramesThatWaitedTooLongUpToTheNextKeyFrame() {
        fanout.watch(path);
        fanout.key(1);
        int before = fanout.keyFrameRequests;
        fanout.offer(false, 2);
        fanout.advance(251);
        fanout.offer(false, 3);
        fanout.offer(true, 4);
        fanout.offer(false, 5);
        fanout.work();
        assertThat(fanout.received(path)).containsExactly(1, 4, 5);
        assertThat(fanout.keyFrameRequests).isEqualTo(before + 1);
    }

    @Test
    void endsTheStreamsOfAClosedBroadcast() {
        fanout.watch(path);
        fanout.key(1);
        fanout.broadcast.close();
        fanout.key(2);
        assertThat(fanout.received(path)).containsExactly(1);
    }

    private List<RtpHeader> headers(MediaPath to) {
        return headers(fanout, to);
    }

    private static List<RtpHeader> headers(FanoutFixture from, MediaPath to) {
        return from.egress.rtp(to).stream().map(FakeEgress.Sent::header).toList();
    }
}
