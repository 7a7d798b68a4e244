package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Three renditions side by side, to one receiver. */
final class SimulcastTest extends SimulcastFixture {
    private static String extension(FakeEgress.Sent sent) {
        return HexFormat.of()
                .formatHex(
                        sent.packet(),
                        sent.header().extensionOffset(),
                        sent.header().extensionOffset() + sent.header().extensionLength());
    }

    @Test
    void aRateIsThatOfAllStreamsFromOneOn() {
        Renditions sums = ladder().rates();
        assertThat(List.of(sums.count(), sums.bitsPerSecond(0), sums.bitsPerSecond(1), sums.bitsPerSecond(2)))
                .as("the smallest one's encoder goes back to 300 beside others")
                .isEqualTo(List.of(3, 3200L, 1200L, 500L));
        usable = 2;
        assertThat(List.of(sums.count(), sums.bitsPerSecond(0), sums.bitsPerSecond(1)))
                .isEqualTo(List.of(2, 2300L, 900L));
    }

    /** RFC 8852 §4.1, §4.2; RFC 8285 §4.2. */
    @Test
    void packetsNameTheirStream() {
        frames(true);
        assertThat(extension(of(100).get(0))).isEqualTo("10302066");
        assertThat(extension(of(102).get(0))).isEqualTo("10302071");
        int lost = of(101).get(0).header().sequenceNumber();
        fanout.receive(receiver, new GenericNack(1, 101, List.of(new GenericNack.Entry(lost, 0))));
        assertThat(of(201)).hasSize(1);
        FakeEgress.Sent resent = of(201).get(0);
        assertThat(extension(resent)).isEqualTo("10303068");
        assertThat(resent.header().payloadType()).isEqualTo(97);
        int offset = resent.header().payloadOffset();
        assertThat((resent.packet()[offset] & 0xFF) << 8 | (resent.packet()[offset + 1] & 0xFF))
                .isEqualTo(lost);
        assertThat(of(200)).isEmpty();
    }

    @Test
    void fewerAreSentAtOnceAndMoreFromAKeyFrameOn() {
        frames(true);
        frames(false);
        rate.wanted = 2;
        fanout.advance(1);
        frame(2, false, 2);
        frame(0, false, 3);
        frame(1, false, 3);
        assertThat(fanout.renditions).containsExactly(2);
        assertThat(rate.renditions).containsExactly(2);
        assertThat(values(0)).containsExactly(1, 2);
        assertThat(values(2)).containsExactly(1, 2, 2);

        rate.wanted = 1;
        int asked = keyFramesAsked[1];
        frames(false);
        assertThat(fanout.renditionsWanted).containsExactly(1);
        assertThat(keyFramesAsked[1]).isEqualTo(asked + 1);
        assertThat(values(1)).containsExactly(1, 2);
        frames(true);
        frames(false);
        assertThat(values(1)).containsExactly(1, 2, 1, 2);
        assertThat(values(0)).containsExactly(1, 2);
        assertThat(rate.renditions).containsExactly(2, 1);
        assertThat(of(101).stream()
                        .map(sent -> sent.header().sequenceNumber()
                                - of(101).get(0).header().sequenceNumber()))
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatWasAwaitedAndIsNotWantedAnyMoreIsGivenUp() {
        frames(true);
        rate.wanted = 2;
        frames(false);
        rate.wanted = 0;
        frames(false);
        rate.wanted = 2;
        frames(false);
        frames(true);
        assertThat(fanout.renditionsWanted).containsExactly(0);
        assertThat(fanout.renditions).containsExactly(2, 2);
        assertThat(rate.renditions).containsExactly(2);
        assertThat(values(0)).containsExactly(1, 2);
    }

    @Test
    void aKeyFrameIsAskedOfTheLayerThatIsMeantUnlessItIsOff() {
        frames(true);
        fanout.advance(2000);
        int[] before = keyFramesAsked.clone();
        fanout.receive(receiver, new PictureLossIndication(1, 101));
        assertThat(keyFramesAsked).containsExactly(before[0], before[1] + 1, before[2]);
        rate.wanted = 2;
        frames(false);
        before = keyFramesAsked.clone();
        fanout.advance(2000);
        fanout.receive(receiver, new PictureLossIndication(1, 100));
        fanout.receive(receiver, new GenericNack(1, 100, List.of(new GenericNack.Entry(1, 0))));
        assertThat(keyFramesAsked).containsExactly(before);
    }

    /** An uplink that is narrow by night: its timestamps are by then as far ahead as behind. */
    @Test
    void timestampsGoOnByTheClockAfterANightsRest() {
        frames(true);
        rate.wanted = 2;
        frames(false);
        fanout.advance(Duration.ofHours(7).toMillis());
        frames(false);
        rate.wanted = 0;
        frames(false);
        frames(true);
        fanout.advance(999);
        frames(false);
        List<Integer> timestamps = of(100).stream()
                .map(sent -> sent.header().timestamp() - of(100).get(0).header().timestamp())
                .toList();
        int rest = (int) (90L * Duration.ofHours(7).toMillis());
        assertThat(timestamps).containsExactly(0, 90, 90 + rest + 3 * 90, 90 + rest + 3 * 90 + 90_000);
    }

    @Test
    void theRateControlHearsOfTheLargestPictureThatIsSent() {
        frames(true);
        rate.wanted = 1;
        frames(false);
        fanout.receive(receiver, new ReceiverReport(1, List.of(report(100, 64), report(101, 128), report(102, 32))));
        assertThat(rate.losses).containsExactly(0.5);
    }

    @Test
    void eachStreamHasItsSenderReports() {
        frames(true);
        fanout.advance(10);
        fanout.work();
        assertThat(fanout.egress.rtcp(path).stream()
                        .flatMap(List::stream)
                        .filter(SenderReport.class::isInstance)
                        .map(packet -> ((SenderReport) packet).ssrc()))
                .contains(100L, 101L, 102L);
    }

    /** A large frame that waits does not hold up those of smaller pictures, nor take their allowance. */
    @Test
    void smallerPicturesLeaveFirst() {
        frames(true);
        rate.paced = true;
        rate.allowance = 0;
        fanout.advance(1);
        frame(0, false, 5, 5, 5);
        frame(2, false, 7, 7);
        rate.allowance = 2400;
        fanout.pace();
        assertThat(values(2)).containsExactly(1, 7, 7);
        assertThat(values(0)).containsExactly(1);
        assertThat(rate.backlog).isGreaterThan(3000);
        rate.allowance = 100_000;
        fanout.pace();
        assertThat(values(0)).containsExactly(1, 5, 5, 5);
        assertThat(rate.backlog).isZero();
    }

    /** The rate control forgets that it has left out frames when a larger picture is turned on; decoders do not. */
    @Test
    void theSmallestPictureIsWholeAgainOnlyWithAKeyFrame() {
        frames(true);
        rate.wanted = 2;
        frames(false);
        rate.verdict = FrameVerdict.LEAVE_OUT_TO_KEY_FRAME;
        frames(false);
        rate.verdict = FrameVerdict.SEND;
        rate.wanted = 1;
        fanout.advance(600);
        int asked = keyFramesAsked[2];
        frames(false);
        frames(false);
        assertThat(values(2)).containsExactly(1, 2);
        assertThat(keyFramesAsked[2]).isGreaterThan(asked);
        frames(true);
        frames(false);
        assertThat(values(2)).containsExactly(1, 2, 1, 2);
    }

    @Test
    void needsTheParametersOfEachStream() {
        assertThatThrownBy(() -> receiver.simulcast(ladder(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("simulcast of 3 broadcasts needs the parameters of as many streams, but has 0");
    }

    /**
     * Layers come and go by chance; each one's numbers have no gap, and what comes after one has a key frame before it.
     */
    @RepeatedTest(20)
    void eachStreamIsWholeWhateverIsTurnedOnAndOff(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int[] frame = new int[3];
        for (int step = 0; step < 400; step++) {
            fanout.advance(5 + random.nextInt(40));
            if (random.nextInt(8) == 0) {
                rate.wanted = random.nextInt(3);
            }
            rate.paced = random.nextBoolean();
            rate.allowance = random.nextInt(12_000);
            for (int layer = 0; layer < 3; layer++) {
                boolean key = (keyFramesAsked[layer] > 0 && random.nextInt(3) == 0) || step == 0;
                if (key) {
                    keyFramesAsked[layer] = 0;
                    frame[layer] = 0;
                }
                int number = Math.min(120, frame[layer]++);
                frame(layer, key, number, number);
            }
            loseOne(random);
        }
        rate.paced = false;
        fanout.pace();
        assertThat(fanout.failures).isEmpty();
        for (int layer = 0; layer < 3; layer++) {
            assertWhole(of(100 + layer));
        }
        Map<Integer, byte[]> sent = new HashMap<>();
        for (int layer = 0; layer < 3; layer++) {
            int l = layer;
            of(100 + layer).forEach(packet -> sent.put(l << 16 | packet.header().sequenceNumber(), packet.packet()));
        }
        assertThat(of(202)).as("repairs").isNotEmpty();
        for (int layer = 0; layer < 3; layer++) {
            for (FakeEgress.Sent resent : of(200 + layer)) {
                int offset = resent.header().payloadOffset();
                int original = (resent.packet()[offset] & 0xFF) << 8 | (resent.packet()[offset + 1] & 0xFF);
                assertThat(sent).containsKey(layer << 16 | original);
                assertThat(resent.packet()[offset + 2])
                        .isEqualTo(Objects.requireNonNull(sent.get(layer << 16 | original))[offset]);
            }
        }
    }

    private void loseOne(Random random) {
        int layer = random.nextInt(3);
        List<FakeEgress.Sent> sent = of(100 + layer);
        if (random.nextInt(4) == 0 && !sent.isEmpty()) {
            int number = sent.get(sent.size() - 1).header().sequenceNumber();
            fanout.receive(receiver, new GenericNack(1, 100 + layer, List.of(new GenericNack.Entry(number, 0))));
        }
    }

    /** Frames are numbered from their key frame, 0, on; a turned-off stream may end in the midst of one. */
    private static void assertWhole(List<FakeEgress.Sent> packets) {
        assertThat(value(packets.get(0))).isZero();
        for (int i = 1; i < packets.size(); i++) {
            int before = packets.get(i - 1).header().sequenceNumber();
            assertThat(packets.get(i).header().sequenceNumber()).isEqualTo((before + 1) & 0xFFFF);
            int value = value(packets.get(i));
            int former = value(packets.get(i - 1));
            assertThat(value == 0 || value == former || value == former + 1)
                    .as("%d after %d", value, former)
                    .isTrue();
        }
    }
}
