package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.SSRC;
import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.rtcp.FullIntraRequest;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackTest {
    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);
    private final ViewerSender viewer = fanout.watch(path);

    @Test
    void sendsTheSameProtectedBytesAgain() {
        fanout.key(1, 2, 3);
        fanout.advance(50);
        fanout.receive(viewer, nack(101));
        List<FakeEgress.Sent> sent = fanout.egress.rtp(path);
        assertThat(sent).hasSize(4);
        assertThat(sent.get(3).packet()).isEqualTo(sent.get(1).packet());
        assertThat(stats().packetsResent()).isEqualTo(1);
    }

    /** Whatever a difference of timestamps has become by then: the same key stream must not protect other bytes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 13, 14, 20, 27})
    void sendsTheSameProtectedBytesAgainAfterARestOfHours(int hours) {
        fanout.key(1);
        fanout.advance(Duration.ofHours(hours).toMillis());
        fanout.key(2);
        fanout.advance(1_000);
        fanout.delta(3);
        fanout.receive(viewer, nack(101), nack(102));
        List<FakeEgress.Sent> sent = fanout.egress.rtp(path);
        assertThat(sent).hasSize(5);
        assertThat(sent.get(3).packet()).isEqualTo(sent.get(1).packet());
        assertThat(sent.get(4).packet()).isEqualTo(sent.get(2).packet());
        assertThat(sent.get(2).header().timestamp() - sent.get(1).header().timestamp())
                .isEqualTo(90_000);
    }

    @Test
    void doesNotSendAPacketAgainThatMayStillBeOnItsWay() {
        fanout.key(1, 2, 3);
        fanout.advance(50);
        fanout.receive(viewer, nack(101), nack(101));
        fanout.advance(19);
        fanout.receive(viewer, nack(101));
        assertThat(stats().packetsResent()).isEqualTo(1);
        assertThat(stats().resendsRefused()).isEqualTo(2);
        fanout.advance(1);
        fanout.receive(viewer, nack(101));
        assertThat(stats().packetsResent()).isEqualTo(2);
    }

    @Test
    void waitsARoundTripBeforeTheNextRepetition() {
        fanout.key(1);
        long report = lastSenderReport();
        fanout.advance(200);
        fanout.receive(viewer, report(report, 0));
        fanout.receive(viewer, nack(100));
        fanout.advance(150);
        fanout.receive(viewer, nack(100));
        assertThat(stats().packetsResent()).isEqualTo(1);
        fanout.advance(50);
        fanout.receive(viewer, nack(100));
        assertThat(stats().packetsResent()).isEqualTo(2);
    }

    @Test
    void boundsRepetitionsToAShareOfWhatIsSent() {
        int[] packets = IntStream.range(0, 200).map(i -> 1).toArray();
        fanout.key(packets);
        fanout.pace();
        for (int round = 0; round < 50; round++) {
            fanout.advance(100);
            for (int i = 0; i < 200; i += 17) {
                fanout.receive(viewer, nack(100 + i, 0xFFFF));
            }
        }
        long resent = stats().packetsResent() * 1028;
        // A quarter of what was sent, above what the budget begins with.
        assertThat(resent).isBetween(60_000L, 66_000L);
        assertThat(stats().nackedPackets()).isEqualTo(50 * 12 * 17);
        fanout.delta(packets);
        fanout.pace();
        assertThat(fanout.received(path)).hasSize((int) stats().packetsResent() + 400);
    }

    @Test
    void ignoresNacksForStreamsAndPacketsThatAreNotThere() {
        fanout.key(1);
        fanout.advance(50);
        fanout.receive(viewer, GenericNack.of(1, 12345, List.of(100)), nack(99), nack(101), nack(30000));
        assertThat(stats().packetsResent()).isZero();
        assertThat(stats().resendsRefused()).isEqualTo(3);
    }

    @Test
    void aFloodOfNacksDoesNotCrowdOutOtherViewers() {
        MediaPath otherPath = path(11);
        ViewerSender other = fanout.watch(otherPath);
        fanout.key(1);
        fanout.advance(50);
        byte[] flood = new byte[1500];
        int length = RtcpPacket.writeCompound(Collections.nCopies(80, nack(100)), flood, 0);
        for (int i = 0; i < 20; i++) {
            viewer.receiveRtcp(flood, 0, length);
        }
        fanout.receive(other, nack(100));
        assertThat(stats().nackedPackets()).as("eight may wait").isEqualTo(8);
        assertThat(fanout.received(otherPath)).hasSize(2);
        fanout.receive(viewer, nack(100));
        assertThat(stats().nackedPackets())
                .as("and more when these are answered")
                .isEqualTo(9);
    }

    /** Twenty thousand a second of the largest form, and beside them the reports of another. */
    @Test
    void aFloodOfFeedbackIsReadAtThePaceOfABrowserAndTakesNothingFromOthers() {
        ViewerSender other = fanout.watch(path(11));
        fanout.key(1);
        byte[] flood = new byte[1500];
        int length = RtcpPacket.writeCompound(List.of(new TransportFeedback(1, SSRC, 0, 0, 0, lost(4096))), flood, 0);
        int sent = 0;
        for (int millis = 0; millis < 10_000; millis++) {
            fanout.advance(1);
            for (int i = 0; i < 20; i++) {
                viewer.receiveRtcp(flood, 0, length);
                sent++;
            }
            if (millis % 50 == 0) {
                int before = fanout.keyFrameRequests;
                fanout.receive(other, nack(101));
                assertThat(fanout.keyFrameRequests).isEqualTo(before);
            }
        }
        long refused = fanout.refusals.of(Refusal.FEEDBACK_RATE);
        assertThat(sent - refused).isBetween(1000L, 1201L);
        assertThat(other.stats().get(0).nackedPackets()).isEqualTo(200);
    }

    private static int[] lost(int count) {
        int[] arrivals = new int[count];
        Arrays.fill(arrivals, TransportFeedback.LOST);
        return arrivals;
    }

    /** A picture that cannot be completed stays broken until a key frame, for which browsers ask only after seconds. */
    @Test
    void asksForAKeyFrameWhenALostPacketIsNotKeptAnyMore() {
        for (int i = 0; i < 400; i++) {
            fanout.key(1);
            fanout.advance(10);
        }
        int before = fanout.keyFrameRequests;

        fanout.receive(viewer, nack(101), nack(102));
        assertThat(fanout.keyFrameRequests).isEqualTo(before + 1);

        fanout.advance(500);
        fanout.receive(viewer, nack(101));
        fanout.delta(2);
        assertThat(fanout.keyFrameRequests).as("viewers get one in a second").isEqualTo(before + 1);

        fanout.advance(500);
        fanout.delta(3);
        fanout.delta(4);
        assertThat(fanout.keyFrameRequests).as("what was asked for too soon").isEqualTo(before + 2);
    }

    @Test
    void turnsPictureLossIndicationsIntoKeyFrameRequestsForItsOwnStreamsOnly() {
        fanout.key(1);
        fanout.advance(301);
        int before = fanout.keyFrameRequests;
        fanout.receive(viewer, new PictureLossIndication(1, SSRC), new PictureLossIndication(1, 77));
        assertThat(fanout.keyFrameRequests).isEqualTo(before + 1);
    }

    @Test
    void takesARepeatedFullIntraRequestForOne() {
        fanout.key(1);
        int before = fanout.keyFrameRequests;
        for (int number : new int[] {0, 0, 1, 1, 255, 0}) {
            fanout.advance(3_000);
            fanout.receive(viewer, new FullIntraRequest(1, List.of(new FullIntraRequest.Entry(SSRC, number))));
        }
        assertThat(fanout.keyFrameRequests).isEqualTo(before + 4);
        assertThat(stats().keyFrameRequests()).isEqualTo(4);
    }

    @Test
    void readsLossJitterAndRoundTripFromReports() {
        fanout.key(1);
        assertThat(stats().roundTripTime()).isEmpty();
        long report = lastSenderReport();
        fanout.advance(150);
        // The viewer held the report for 50 ms.
        fanout.receive(viewer, report(report, 65536 / 20));
        assertThat(stats().fractionLost()).isEqualTo(0.25);
        assertThat(stats().cumulativeLost()).isEqualTo(9);
        assertThat(stats().jitter()).as("90 ticks of 90 kHz").isEqualTo(Duration.ofMillis(1));
        assertThat(stats().roundTripTime())
                .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ofMillis(99), Duration.ofMillis(101)));
    }

    @Test
    void livesThroughAnyBytes() {
        fanout.key(1, 2);
        Random random = new Random(5);
        byte[] bytes = new byte[200];
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(bytes);
            bytes[0] = (byte) (0x80 | (bytes[0] & 0x1F));
            bytes[1] = (byte) (200 + random.nextInt(8));
            bytes[2] = 0;
            bytes[3] = (byte) random.nextInt(60);
            fanout.advance(10);
            viewer.receiveRtcp(bytes, 0, random.nextInt(bytes.length));
        }
        fanout.delta(3);
        assertThat(fanout.received(path)).endsWith(3);
    }

    private StreamStats stats() {
        return viewer.stats().get(0);
    }

    private long lastSenderReport() {
        List<List<RtcpPacket>> compounds = fanout.egress.rtcp(path);
        SenderReport report = (SenderReport) compounds.get(compounds.size() - 1).get(0);
        return (report.ntpTimestamp() >>> 16) & 0xFFFF_FFFFL;
    }

    private static ReceiverReport report(long lastSenderReport, long delay) {
        return new ReceiverReport(1, List.of(new ReportBlock(SSRC, 64, 9, 102, 90, lastSenderReport, delay)));
    }

    private static GenericNack nack(int sequenceNumber) {
        return nack(sequenceNumber, 0);
    }

    private static GenericNack nack(int sequenceNumber, int bitmask) {
        return new GenericNack(1, SSRC, List.of(new GenericNack.Entry(sequenceNumber, bitmask)));
    }
}
