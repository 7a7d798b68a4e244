package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.SSRC;
import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a viewer goes from one rendition to another. */
class SwitchingTest {
    private final FanoutFixture fanout = new FanoutFixture();
    private final ScriptedRate rate = new ScriptedRate();
    private final Broadcast small = fanout.broadcast();
    private final MediaPath path = path(10);
    private final ViewerSender viewer = fanout.open(rate);
    private int usable = 2;

    SwitchingTest() {
        viewer.video(new VideoLadder(List.of(fanout.broadcast, small), rates()), FanoutFixture.parameters(), 100, 0);
        viewer.path(path);
        full(true, 1);
    }

    @Test
    void goesOnUntilTheOtherRenditionHasAKeyFrame() {
        rate.wanted = 1;
        int requests = fanout.keyFrameRequests;
        full(false, 2);
        assertThat(fanout.renditionsWanted).containsExactly(1);
        assertThat(fanout.keyFrameRequests).as("of the small one").isEqualTo(requests + 1);
        small(false, 50);
        full(false, 3);
        assertThat(fanout.renditions).isEmpty();
        small(true, 51);
        full(false, 4);
        small(false, 52);
        assertThat(fanout.received(path)).containsExactly(1, 2, 3, 51, 52);
        assertThat(fanout.renditions).containsExactly(1);
        assertThat(rate.renditions).containsExactly(1);
        assertThat(fanout.egress.rtp(path))
                .extracting(sent -> sent.header().sequenceNumber())
                .containsExactly(100, 101, 102, 103, 104);
    }

    @Test
    void asksForTheKeyFrameAgainWhenNoneComes() {
        rate.wanted = 1;
        full(false, 2);
        int requests = fanout.keyFrameRequests;
        for (int i = 0; i < 52; i++) {
            fanout.advance(20);
            full(false, 3);
        }
        assertThat(fanout.keyFrameRequests).isEqualTo(requests + 2);
    }

    @Test
    void changesItsMindBeforeTheKeyFrame() {
        rate.wanted = 1;
        full(false, 2);
        rate.wanted = 0;
        full(false, 3);
        small(true, 50);
        full(false, 4);
        assertThat(fanout.received(path)).containsExactly(1, 2, 3, 4);
        assertThat(fanout.renditionsWanted).containsExactly(1, 0);
        assertThat(fanout.renditions).isEmpty();
    }

    @Test
    void whatTheOldRenditionLostDoesNotMatterAnyMore() {
        rate.wanted = 1;
        full(false, 2);
        small(true, 50);
        int requests = fanout.keyFrameRequests;
        fanout.advance(1000);
        fanout.receive(viewer, new GenericNack(1, SSRC, List.of(new GenericNack.Entry(100, 1))));
        assertThat(viewer.stats().get(0).packetsResent()).isZero();
        assertThat(fanout.keyFrameRequests).isEqualTo(requests);
        fanout.receive(viewer, new GenericNack(1, SSRC, List.of(new GenericNack.Entry(102, 0))));
        assertThat(fanout.received(path)).containsExactly(1, 2, 50, 50);
    }

    @Test
    void aKeyFrameCapturedALittleEarlierIsShownALittleLater() {
        fanout.advance(40);
        rate.wanted = 1;
        full(false, 2);
        capture(small, true, -30, 50);
        capture(small, false, 10, 51);
        assertThat(timestamps()).containsExactly(0, 1, 1 + 10 * 90 - 1);
    }

    @Test
    void aKeyFrameOfLongAgoIsNotTaken() {
        fanout.advance(400);
        rate.wanted = 1;
        full(false, 2);
        capture(small, true, -201, 50);
        assertThat(fanout.renditions).isEmpty();
        capture(small, true, -199, 51);
        assertThat(fanout.renditions).containsExactly(1);
    }

    @Test
    void aKeyFrameIsTakenHoweverLongNothingCame() {
        rate.wanted = 1;
        full(false, 2);
        fanout.advance(Duration.ofHours(7).toMillis());
        small(true, 50);
        assertThat(fanout.renditions).containsExactly(1);
    }

    @Test
    void neverLooksForARenditionThatHasNoEncoder() {
        usable = 1;
        rate.wanted = 7;
        full(false, 2);
        assertThat(fanout.renditionsWanted).isEmpty();
        usable = 2;
        full(false, 3);
        small(true, 50);
        usable = 1;
        small(false, 51);
        assertThat(fanout.renditionsWanted)
                .as("back, when the encoder has failed")
                .containsExactly(1, 0);
        full(true, 4);
        assertThat(fanout.received(path)).containsExactly(1, 2, 3, 50, 51, 4);
    }

    @Test
    void aPictureLossIndicationIsForTheRenditionThatIsSent() {
        int[] ofSmall = {0};
        Broadcast counting =
                new Broadcast(FanoutFixture.PACKETIZER, 90_000, () -> ofSmall[0]++, fanout.clock, List.of(fanout.loop));
        ViewerSender other = fanout.open(rate);
        other.video(new VideoLadder(List.of(fanout.broadcast, counting), rates()), FanoutFixture.parameters(), 1, 1);
        other.path(path(11));
        full(true, 2);
        rate.wanted = 1;
        full(false, 3);
        counting.onFrame(new EncodedFrame(VideoCodec.H264, new byte[] {9}, true, fanout.now));
        fanout.work();
        fanout.advance(301);
        int before = ofSmall[0];
        fanout.receive(other, new PictureLossIndication(1, SSRC));
        assertThat(ofSmall[0]).isEqualTo(before + 1);
    }

    private Renditions rates() {
        return new Renditions() {
            @Override
            public int count() {
                return usable;
            }

            @Override
            public long bitsPerSecond(int index) {
                return 1_000_000;
            }
        };
    }

    private void full(boolean key, int packet) {
        fanout.advance(1);
        capture(fanout.broadcast, key, 0, packet);
    }

    private void small(boolean key, int packet) {
        fanout.advance(1);
        capture(small, key, 0, packet);
    }

    /** Of one packet, captured so many milliseconds from now. */
    private void capture(Broadcast broadcast, boolean key, long millis, int packet) {
        broadcast.onFrame(
                new EncodedFrame(VideoCodec.H264, new byte[] {(byte) packet}, key, fanout.now + millis * 1_000_000));
        fanout.work();
    }

    /** Of each packet but the first, less that of the second. */
    private List<Integer> timestamps() {
        List<FakeEgress.Sent> sent = fanout.egress.rtp(path);
        int origin = sent.get(1).header().timestamp();
        return sent.stream()
                .skip(1)
                .map(packet -> packet.header().timestamp() - origin)
                .toList();
    }
}
