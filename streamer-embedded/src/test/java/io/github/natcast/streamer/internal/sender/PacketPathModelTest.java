package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random losses, requests, switches, pacing, leave-outs and probes against a model of the viewer. */
class PacketPathModelTest {
    private static final int SEEDS = 40;
    private static final int STEPS = 500;

    private int retransmissions;
    private int sameAgain;
    private int switches;
    private int cutShort;
    private int leftOut;
    private int padding;
    private int again;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverHappensAViewerIsSentWhatItCanUse(boolean withRetransmissionStream) {
        for (int seed = 0; seed < SEEDS; seed++) {
            run(seed, withRetransmissionStream);
        }
        // The runs have been where they were meant to go.
        assertThat(switches).isGreaterThan(SEEDS);
        assertThat(cutShort).isGreaterThan(SEEDS / 4);
        assertThat(again).isGreaterThan(SEEDS);
        assertThat(leftOut).isGreaterThan(SEEDS);
        assertThat(withRetransmissionStream ? retransmissions : sameAgain).isGreaterThan(10 * SEEDS);
        assertThat(withRetransmissionStream ? sameAgain : retransmissions).isZero();
        assertThat(padding > 0).isEqualTo(withRetransmissionStream);
    }

    private void run(int seed, boolean withRetransmissionStream) {
        Random random = new Random(seed);
        FanoutFixture fanout = new FanoutFixture();
        MediaPath path = path(10);
        ScriptedRate rate = new ScriptedRate();
        ViewerModel model = new ViewerModel(random.nextBoolean());
        List<Broadcast> broadcasts = List.of(fanout.broadcast(), fanout.broadcast(), fanout.broadcast());
        int[] usable = {3};
        ViewerSender viewer = fanout.open(rate);
        viewer.video(
                new VideoLadder(broadcasts, rates(usable)),
                parameters(random, withRetransmissionStream),
                65_000,
                random.nextInt());
        viewer.path(path);
        int[] numbers = new int[3];
        int seen = 0;
        for (int step = 0; step < STEPS; step++) {
            rate.paced = random.nextInt(8) == 0 ? !rate.paced : rate.paced;
            rate.allowance = random.nextInt(9_000);
            rate.padding = random.nextInt(10) == 0 ? random.nextInt(8_000) : 0;
            rate.wanted = random.nextInt(25) == 0 ? random.nextInt(4) : rate.wanted;
            usable[0] = random.nextInt(40) == 0 ? 1 + random.nextInt(3) : usable[0];
            long captured = fanout.now;
            for (int rendition : random.nextBoolean() ? new int[] {0, 1, 2} : new int[] {2, 0, 1}) {
                boolean key = numbers[rendition] == 0 || random.nextInt(12) == 0;
                boolean disposable = !key && random.nextInt(3) == 0;
                rate.verdict = disposable && random.nextBoolean() ? FrameVerdict.LEAVE_OUT : FrameVerdict.SEND;
                broadcasts
                        .get(rendition)
                        .send(model.frame(rendition, numbers[rendition]++, key, disposable, captured, random));
                fanout.work();
            }
            for (int i = random.nextInt(3); i > 0 && seen > 0; i--) {
                int lost = (model.newest() - random.nextInt(60)) & 0xFFFF;
                fanout.receive(
                        viewer,
                        new GenericNack(
                                1, FanoutFixture.SSRC, List.of(new GenericNack.Entry(lost, random.nextInt(0x10000)))));
            }
            if (random.nextInt(20) == 0) {
                rate.verdict = FrameVerdict.SEND;
                fanout.receive(viewer, new PictureLossIndication(1, FanoutFixture.SSRC));
            }
            for (int i = random.nextInt(20); i > 0; i--) {
                fanout.advance(2);
                fanout.work();
            }
            fanout.advance(1);
            List<FakeEgress.Sent> sent = fanout.egress.rtp(path);
            sent.subList(seen, sent.size()).forEach(model::receive);
            seen = sent.size();
            assertThat(fanout.failures).isEmpty();
        }
        // The key frame of a switch may be thrown away for that of the next one.
        assertThat(fanout.renditions).isEqualTo(rate.renditions).hasSizeGreaterThanOrEqualTo(model.switches);
        toldOfEverything(rate, fanout.egress.rtp(path));
        retransmissions += model.retransmissions;
        sameAgain += model.sameAgain;
        switches += model.switches;
        cutShort += model.cutShort;
        again += model.again;
        leftOut += model.leftOut;
        padding += (int) rate.sent.stream()
                .filter(told -> told.kind() == PacketKind.PADDING)
                .count();
    }

    /** Of each packet once, in order, with its bytes on IPv4. */
    private static void toldOfEverything(ScriptedRate rate, List<FakeEgress.Sent> sent) {
        assertThat(rate.sent).hasSize(sent.size());
        int number = 0;
        for (int i = 0; i < sent.size(); i++) {
            ScriptedRate.Told told = rate.sent.get(i);
            assertThat(told.bytes()).isEqualTo(sent.get(i).packet().length + 28);
            if (told.transportSequenceNumber() >= 0) {
                assertThat(told.transportSequenceNumber()).isEqualTo(number++ & 0xFFFF);
            } else {
                assertThat(told.kind()).isEqualTo(PacketKind.RESENT);
            }
        }
    }

    private static StreamParameters parameters(Random random, boolean withRetransmissionStream) {
        Map<HeaderExtension, Integer> all = Map.of(
                HeaderExtension.TRANSPORT_SEQUENCE_NUMBER,
                ViewerModel.TRANSPORT_ID,
                HeaderExtension.ABSOLUTE_CAPTURE_TIME,
                5,
                HeaderExtension.PLAYOUT_DELAY,
                14);
        return new StreamParameters(
                FanoutFixture.SSRC,
                FanoutFixture.PAYLOAD_TYPE,
                "cname",
                random.nextBoolean()
                        ? all
                        : Map.of(HeaderExtension.TRANSPORT_SEQUENCE_NUMBER, ViewerModel.TRANSPORT_ID),
                Optional.of(PlayoutDelay.NONE),
                withRetransmissionStream
                        ? Optional.of(
                                new StreamParameters.Retransmission(ViewerModel.RTX_SSRC, ViewerModel.RTX_PAYLOAD_TYPE))
                        : Optional.empty());
    }

    private static Renditions rates(int[] usable) {
        return new Renditions() {
            @Override
            public int count() {
                // A ladder is made while all are usable.
                return usable[0];
            }

            @Override
            public long bitsPerSecond(int index) {
                return 1_000_000L >> index;
            }
        };
    }
}
