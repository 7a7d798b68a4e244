package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.SSRC;
import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtcp.Goodbye;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtcp.SourceDescription;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SenderReportsTest {
    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);

    @Test
    void reportsRightBehindTheFirstFrame() {
        fanout.watch(path, 0, 5);
        fanout.advance(2_000);
        fanout.work();
        assertThat(fanout.egress.sent).isEmpty();
        fanout.key(1, 2);
        assertThat(fanout.egress.sent).hasSize(3);
        assertThat(fanout.egress.rtcp(path))
                .containsExactly(List.of(
                        new SenderReport(
                                SSRC,
                                // The fixture's wall clock at its beginning, 2 s later: 3,988,137,602.5 since 1900.
                                (FanoutFixture.WALL.getEpochSecond() + 2 + 2_208_988_800L) << 32 | 0x80000000L,
                                ((fanout.now / 100_000 * 9) + 5) & 0xFFFF_FFFFL,
                                2,
                                2000,
                                List.of()),
                        new SourceDescription(List.of(new SourceDescription.Chunk(SSRC, "cname")))));
    }

    @Test
    void reportsAgainAboutEverySecondAtUnevenTimes() {
        fanout.watch(path);
        fanout.key(1);
        List<Long> times = new ArrayList<>(List.of(fanout.now));
        for (int i = 0; i < 2_000; i++) {
            fanout.advance(10);
            int before = fanout.egress.rtcp(path).size();
            fanout.work();
            if (fanout.egress.rtcp(path).size() > before) {
                times.add(fanout.now);
            }
        }
        assertThat(times).hasSizeBetween(15, 27);
        for (int i = 1; i < times.size(); i++) {
            assertThat((times.get(i) - times.get(i - 1)) / 1_000_000).isBetween(500L, 1510L);
        }
    }

    @Test
    void tiesAudioAndVideoToOneInstant() {
        ViewerSender viewer = fanout.watch(path, 0, 0);
        Broadcast audio = new Broadcast(
                FanoutFixture.PACKETIZER, 48_000, () -> fanout.keyFrameRequests++, fanout.clock, List.of(fanout.loop));
        viewer.stream(audio, new StreamParameters(7, 111, "cname"), 0, 0);
        fanout.key(1);
        audio.onFrame(new EncodedFrame(VideoCodec.H264, new byte[] {9}, true, fanout.now));
        fanout.work();
        List<List<RtcpPacket>> compounds = fanout.egress.rtcp(path);
        SenderReport first = (SenderReport) compounds.get(1).get(0);
        SenderReport second = (SenderReport) compounds.get(1).get(1);
        assertThat(first.ntpTimestamp()).isEqualTo(second.ntpTimestamp());
        assertThat(second.ssrc()).isEqualTo(7);
        assertThat((int) first.rtpTimestamp()).isEqualTo(-5 * 90_000);
        assertThat((int) second.rtpTimestamp()).isEqualTo(-5 * 48_000);
    }

    @Test
    void saysGoodbyeOnceAndSendsNothingAfterIt() {
        ViewerSender viewer = fanout.watch(path);
        fanout.key(1);
        viewer.close();
        viewer.close();
        fanout.key(2);
        fanout.advance(5_000);
        fanout.work();
        List<List<RtcpPacket>> compounds = fanout.egress.rtcp(path);
        assertThat(compounds).hasSize(2);
        assertThat(compounds.get(1))
                .hasAtLeastOneElementOfType(SenderReport.class)
                .endsWith(new Goodbye(List.of(SSRC)));
        assertThat(fanout.received(path)).containsExactly(1);
        assertThat(fanout.loop.viewers()).isZero();
        assertThat(((FakeProtector) viewer.protector).isErased()).isTrue();
    }

    @Test
    void describesTheRetransmissionStreamAndSaysGoodbyeForIt() {
        ViewerSender viewer = fanout.open();
        long retransmissions = 0xF0000002L;
        StreamParameters parameters = new StreamParameters(
                SSRC,
                FanoutFixture.PAYLOAD_TYPE,
                "cname",
                Map.of(),
                Optional.empty(),
                Optional.of(new StreamParameters.Retransmission(retransmissions, 103)));
        viewer.stream(fanout.broadcast, parameters, 100, 0);
        viewer.path(path);
        fanout.key(1);
        viewer.close();
        fanout.work();
        List<List<RtcpPacket>> compounds = fanout.egress.rtcp(path);
        SourceDescription described = new SourceDescription(List.of(
                new SourceDescription.Chunk(SSRC, "cname"), new SourceDescription.Chunk(retransmissions, "cname")));
        assertThat(compounds).hasSize(2);
        assertThat(compounds.get(0)).endsWith(described);
        assertThat(compounds.get(1)).endsWith(described, new Goodbye(List.of(SSRC, retransmissions)));
    }

    @Test
    void saysNothingToAViewerWhoGotNothing() {
        ViewerSender viewer = fanout.watch(path);
        viewer.close();
        fanout.key(1);
        assertThat(fanout.egress.sent).isEmpty();
    }
}
