package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.SSRC;
import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtcp.ReceiverEstimatedMaximumBitrate;
import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a viewer is sent whose rate control says that its path is narrow. */
class NarrowPathTest {
    private static final long RTX_SSRC = 5;

    private final FanoutFixture fanout = new FanoutFixture();
    private final ScriptedRate rate = new ScriptedRate();
    private final MediaPath path = path(10);
    private final ViewerSender viewer = fanout.open(rate);

    NarrowPathTest() {
        StreamParameters parameters = new StreamParameters(
                SSRC,
                FanoutFixture.PAYLOAD_TYPE,
                "cname",
                Map.of(),
                Optional.empty(),
                Optional.of(new StreamParameters.Retransmission(RTX_SSRC, 103)));
        viewer.video(VideoLadder.of(fanout.broadcast, 1_000_000), parameters, 100, 0);
        viewer.path(path);
        fanout.key(1);
    }

    @Test
    void onlyWhatIsAllowedLeavesAndTheRestInLaterTicks() {
        narrow(2_500);
        fanout.delta(2, 3, 4, 5);
        assertThat(fanout.received(path)).containsExactly(1, 2, 3);
        assertThat(rate.backlog).isEqualTo(2 * 1_070);
        fanout.advance(2);
        fanout.work();
        assertThat(fanout.received(path)).as("nothing more is allowed").hasSize(3);
        rate.allowance = 1_100;
        fanout.advance(2);
        fanout.work();
        assertThat(fanout.received(path)).containsExactly(1, 2, 3, 4);
        rate.paced = false;
        fanout.advance(2);
        fanout.work();
        assertThat(fanout.received(path)).containsExactly(1, 2, 3, 4, 5);
        assertThat(rate.backlog).isZero();
    }

    @Test
    void aKeyFrameTakesThePlaceOfWhatWaits() {
        narrow(1_100);
        fanout.delta(2, 3);
        fanout.delta(4);
        rate.allowance = 1_100;
        fanout.key(5);
        assertThat(fanout.received(path)).containsExactly(1, 2, 5);
        assertThat(rate.backlog).isZero();
        rate.allowance = 100_000;
        int requests = fanout.keyFrameRequests;
        fanout.advance(1_000);
        fanout.receive(viewer, nack(100, 1));
        assertThat(fanout.egress.rtp(path))
                .as("what came before is not repaired")
                .hasSize(3);
        assertThat(fanout.keyFrameRequests).isEqualTo(requests);
    }

    @Test
    void withoutWaitingPacketsAKeyFrameLeavesTheEarlierRepairable() {
        narrow(100_000);
        fanout.delta(2);
        fanout.key(3);
        fanout.receive(viewer, nack(101, 0));
        assertThat(fanout.egress.rtp(path)).hasSize(4);
    }

    @Test
    void lostPacketsWaitForTheirTurnAndGoFirst() {
        fanout.delta(2);
        narrow(0);
        fanout.receive(viewer, nack(100, 1));
        fanout.delta(3);
        assertThat(fanout.egress.rtp(path)).hasSize(2);
        rate.allowance = 3_000;
        fanout.advance(2);
        fanout.work();
        assertThat(rate.sent.subList(2, rate.sent.size()))
                .extracting(ScriptedRate.Told::kind)
                .containsExactly(PacketKind.RESENT, PacketKind.RESENT);
        rate.allowance = 3_000;
        fanout.advance(2);
        fanout.work();
        assertThat(rate.sent.get(4).kind()).isEqualTo(PacketKind.VIDEO);
    }

    @Test
    void aKeyFrameIsAskedForOnceThereIsRoomAgain() {
        fanout.advance(1_000);
        rate.verdict = FrameVerdict.LEAVE_OUT_TO_KEY_FRAME;
        int requests = fanout.keyFrameRequests;
        fanout.delta(2);
        assertThat(fanout.keyFrameRequests).isEqualTo(requests);
        rate.wantsKeyFrame = true;
        fanout.delta(3);
        fanout.delta(4);
        assertThat(fanout.keyFrameRequests).isEqualTo(requests + 1);
        fanout.key(5);
        assertThat(fanout.received(path)).containsExactly(1, 5);
        assertThat(viewer.stats().get(0).framesSkipped()).isEqualTo(3);
    }

    @Test
    void aKeyFrameOnItsWayAnswersRequestsForOne() {
        fanout.advance(301);
        int requests = fanout.keyFrameRequests;
        rate.keyFrameUnderWay = true;
        fanout.receive(viewer, new PictureLossIndication(1, SSRC));
        assertThat(fanout.keyFrameRequests).isEqualTo(requests);
        rate.keyFrameUnderWay = false;
        fanout.receive(viewer, new PictureLossIndication(1, SSRC));
        assertThat(fanout.keyFrameRequests).isEqualTo(requests + 1);
        assertThat(viewer.stats().get(0).keyFrameRequests()).isEqualTo(2);
    }

    @Test
    void audioNeverWaits() {
        Broadcast audio = new Broadcast(FanoutFixture.PACKETIZER, 48_000, () -> {}, fanout.clock, List.of(fanout.loop));
        viewer.stream(audio, new StreamParameters(77, 111, "cname"));
        narrow(0);
        fanout.delta(2);
        audio.send(new PacketizedFrame.Builder(1)
                .append(9)
                .endPayload()
                .withoutMarker()
                .build(true, fanout.now));
        fanout.work();
        assertThat(fanout.received(path)).containsExactly(1, 9);
        assertThat(rate.sent).extracting(ScriptedRate.Told::kind).containsExactly(PacketKind.VIDEO, PacketKind.AUDIO);
    }

    @Test
    void aProbeIsPaddedWithPacketsOfTheRetransmissionStream() {
        rate.padding = 3_000;
        fanout.delta(2);
        fanout.advance(2);
        fanout.work();
        assertThat(rate.padding).isLessThanOrEqualTo(0);
        assertThat(fanout.egress.rtp(path).subList(2, fanout.egress.rtp(path).size()))
                .hasSize(3)
                .allMatch(sent -> sent.header().ssrc() == (int) RTX_SSRC);
        assertThat(viewer.stats().get(0).packetsResent()).isZero();
    }

    @Test
    void theRateControlHearsWhatTheViewerSays() {
        fanout.receive(
                viewer,
                new ReceiverReport(1, List.of(new ReportBlock(SSRC, 64, 9, 102, 90, 0, 0))),
                new TransportFeedback(1, SSRC, 3, 0, 256, new int[] {4, TransportFeedback.LOST}),
                new ReceiverEstimatedMaximumBitrate(1, 500_000, List.of(SSRC)));
        assertThat(rate.losses).containsExactly(0.25);
        assertThat(rate.estimates).containsExactly(500_000L);
        assertThat(rate.feedback).hasSize(1);
        assertThat(rate.feedback.get(0).arrivals()).containsExactly(4, TransportFeedback.LOST);
    }

    @Test
    void aFloodOfFeedbackIsBoundedAndDoesNotKeepNacksOut() {
        byte[] buffer = new byte[1500];
        ReceiverEstimatedMaximumBitrate estimate = new ReceiverEstimatedMaximumBitrate(1, 500_000, List.of(SSRC));
        estimate.write(buffer, 0);
        for (int i = 0; i < FeedbackReceiver.BURST - 1; i++) {
            viewer.receiveRtcp(buffer, 0, estimate.encodedLength());
        }
        fanout.receive(viewer, nack(100, 0));
        assertThat(rate.estimates).hasSize(8);
        assertThat(viewer.stats().get(0).packetsResent()).isEqualTo(1);
    }

    private void narrow(int allowance) {
        rate.paced = true;
        rate.allowance = allowance;
    }

    private static GenericNack nack(int sequenceNumber, int bitmask) {
        return new GenericNack(1, SSRC, List.of(new GenericNack.Entry(sequenceNumber, bitmask)));
    }
}
