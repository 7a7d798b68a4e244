package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.SSRC;
import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.rtcp.FullIntraRequest;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one viewer asks for must not cost the others. */
class KeyFrameStormTest {
    private static final PictureLossIndication PLI = new PictureLossIndication(1, SSRC);

    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);
    private final MediaPath otherPath = path(11);
    private final ViewerSender viewer = fanout.watch(path);
    private final ViewerSender other = fanout.watch(otherPath);

    @Test
    void aYoungKeyFrameAndWhatFollowedIsSentAgainToWhoAskedAndToNobodyElse() {
        fanout.key(1, 2);
        fanout.advance(40);
        fanout.delta(3);
        int before = fanout.keyFrameRequests;

        fanout.receive(viewer, PLI);
        fanout.advance(40);
        fanout.delta(4);

        assertThat(fanout.received(path)).containsExactly(1, 2, 3, 1, 2, 3, 4);
        assertThat(fanout.received(otherPath)).containsExactly(1, 2, 3, 4);
        assertThat(fanout.keyFrameRequests).isEqualTo(before);
        List<FakeEgress.Sent> sent = fanout.egress.rtp(path);
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).header().sequenceNumber())
                    .isEqualTo(sent.get(i - 1).header().sequenceNumber() + 1);
            assertThat(sent.get(i).header().timestamp())
                    .isGreaterThanOrEqualTo(sent.get(i - 1).header().timestamp());
        }
    }

    @Test
    void whatIsSentAgainCanBeRepairedAsAnythingElse() {
        fanout.key(1, 2);
        fanout.receive(viewer, PLI);
        fanout.advance(50);
        int before = fanout.keyFrameRequests;
        fanout.receive(viewer, new GenericNack(1, SSRC, List.of(new GenericNack.Entry(103, 0))));

        assertThat(fanout.received(path)).containsExactly(1, 2, 1, 2, 2);
        assertThat(fanout.keyFrameRequests).isEqualTo(before);
    }

    @Test
    void aKeyFrameThatIsStillLeavingIsNotBegunAgain() {
        fanout.key(new int[100]);
        fanout.receive(viewer, PLI);
        fanout.pace();
        assertThat(fanout.received(path)).hasSize(100);
    }

    @Test
    void packetsThatNeverWereCostNothing() {
        fanout.key(1, 2);
        for (int i = 0; i < 100; i++) {
            fanout.advance(501);
            fanout.delta(3);
            int before = fanout.keyFrameRequests;
            fanout.receive(
                    viewer,
                    new GenericNack(
                            1, SSRC, List.of(new GenericNack.Entry(99 - i, 0), new GenericNack.Entry(30_000 + i, -1))));
            assertThat(fanout.keyFrameRequests).isEqualTo(before);
        }
        assertThat(fanout.refusals.of(Refusal.KEY_FRAME_RATE)).isZero();
    }

    /**
     * The encoder makes what is asked for, 300 ms apart at the soonest, and then leaves out four frames for its bits.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aStormOfOneViewerLeavesTheOthersTheirFrameRate(int seed) {
        Random random = new Random(seed);
        int seconds = 60;
        int frames = 0;
        int owed = 0;
        long keyFrameNanos = fanout.now;
        fanout.key(0);
        int answered = fanout.keyFrameRequests;
        int keyFrames = 0;
        for (int tick = 0; tick < seconds * 25; tick++) {
            fanout.advance(40);
            int storm = random.nextInt(1 + 3 * seed);
            for (int i = 0; i < storm; i++) {
                fanout.receive(viewer, demand(random));
            }
            if (fanout.keyFrameRequests > answered && fanout.now - keyFrameNanos >= 300_000_000L) {
                answered = fanout.keyFrameRequests;
                keyFrameNanos = fanout.now;
                keyFrames++;
                owed += 4;
                fanout.key(0, 0, 0, 0, 0);
                frames++;
            } else if (owed > 0) {
                owed--;
            } else {
                fanout.delta(1);
                frames++;
            }
        }
        assertThat(keyFrames).isLessThanOrEqualTo(KeyFrameShare.BURST + seconds / 3);
        assertThat(frames / (double) seconds).isGreaterThan(23.5);
        assertThat(other.stats().get(0).framesSent()).isEqualTo(frames + 1);
        assertThat(fanout.refusals.of(Refusal.KEY_FRAME_RATE)).isPositive();
        long share = other.stats().get(0).bytesSent() / 2;
        assertThat(viewer.stats().get(0).bytesSent()
                        + 1000 * viewer.stats().get(0).packetsResent())
                .isLessThan(2 * other.stats().get(0).bytesSent() + share);
    }

    /** Each within its own share, all together one in a second; who asks in between gets the next one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void tenViewersTogetherCostOneKeyFrameInASecond(int seed) {
        Random random = new Random(seed);
        List<ViewerSender> hostile = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            hostile.add(fanout.watch(path(20 + i)));
        }
        fanout.key(0);
        fanout.advance(5000);
        int answered = fanout.keyFrameRequests;
        int keyFrames = 0;
        int lastAsked = 0;
        int lastMade = 0;
        for (int tick = 0; tick < 60 * 25; tick++) {
            fanout.advance(40);
            if (fanout.keyFrameRequests > answered) {
                answered = fanout.keyFrameRequests;
                keyFrames++;
                lastMade = tick;
                fanout.key(0);
            } else {
                fanout.delta(1);
            }
            if (tick < 50 * 25) {
                ViewerSender one = hostile.get(random.nextInt(hostile.size()));
                long before = fanout.refusals.of(Refusal.KEY_FRAME_RATE);
                fanout.advance(random.nextInt(10));
                fanout.receive(one, PLI);
                lastAsked = fanout.refusals.of(Refusal.KEY_FRAME_RATE) == before ? tick : lastAsked;
            }
        }
        assertThat(keyFrames).isBetween(20, 78);
        assertThat(lastMade).isGreaterThanOrEqualTo(lastAsked - 25);
    }

    private static RtcpPacket demand(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> PLI;
            case 1 -> new FullIntraRequest(1, List.of(new FullIntraRequest.Entry(SSRC, random.nextInt(256))));
            case 2 ->
                new GenericNack(
                        1, SSRC, List.of(new GenericNack.Entry(random.nextInt(0x10000), random.nextInt(0x10000))));
            default -> new GenericNack(1, SSRC, List.of(new GenericNack.Entry(random.nextInt(1000), 0xFFFF)));
        };
    }
}
