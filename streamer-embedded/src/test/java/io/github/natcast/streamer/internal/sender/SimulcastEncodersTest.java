package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is sent side by side while some encoders do not work, or not yet. */
final class SimulcastEncodersTest extends SimulcastFixture {
    @Test
    void oneWithoutAnEncoderIsNotMissed() {
        frames(true);
        usable = 2;
        fanout.advance(1);
        frame(1, false, 2);
        rate.wanted = 7;
        frame(1, false, 2);
        frame(0, false, 3);
        assertThat(values(0)).containsExactly(1);
        assertThat(rate.renditions).containsExactly(1);
        frame(2, false, 2);
        assertThat(values(2)).containsExactly(1);
    }

    /** Its encoder did not open, and works a minute later. */
    @Test
    void theSmallestPictureMayComeLate() {
        usable = 2;
        fanout.advance(1);
        frame(0, true, 1);
        frame(1, true, 1);
        rate.wanted = 1;
        frame(0, false, 2);
        frame(1, false, 2);
        frame(0, false, 3);
        assertThat(values(0)).containsExactly(1, 2);

        usable = 3;
        rate.wanted = 2;
        int asked = keyFramesAsked[2];
        frame(1, false, 3);
        assertThat(keyFramesAsked[2]).isGreaterThan(asked);
        frame(1, false, 4);
        assertThat(values(1)).as("as long as there is no smaller one").containsExactly(1, 2, 3, 4);
        frame(2, true, 1);
        frame(2, false, 2);
        frame(1, false, 5);
        frame(2, false, 3);
        assertThat(values(1)).containsExactly(1, 2, 3, 4);
        assertThat(values(2)).containsExactly(1, 2, 3);
        assertThat(rate.renditions).containsExactly(1, 2);
        assertThat(fanout.renditions).containsExactly(1, 2);
    }

    /** Until then, it is the one of which frames are left out, and beside which padding is sent. */
    @Test
    void whileTheSmallestPictureIsAwaitedTheNextOneIsInItsPlace() {
        usable = 2;
        frame(0, true, 1);
        frame(1, true, 1);
        rate.wanted = 1;
        frame(1, false, 2);
        usable = 3;
        rate.verdict = FrameVerdict.LEAVE_OUT;
        frame(1, false, 3);
        rate.verdict = FrameVerdict.SEND;
        frame(1, false, 4);
        rate.padding = 1_000;
        frame(1, false, 5);
        fanout.pace();
        assertThat(values(1)).containsExactly(1, 2, 4, 5);
        assertThat(of(201)).isNotEmpty();
    }

    /** The larger ones were off before they had a key frame. */
    @Test
    void aLargerPictureComesWhenTheSmallestOnesEncoderFails() {
        rate.wanted = 2;
        fanout.advance(1);
        frame(2, true, 1);
        frame(2, false, 2);
        usable = 2;
        int asked = keyFramesAsked[1];
        fanout.receive(receiver, new ReceiverReport(1, List.of(report(102, 0))));
        assertThat(keyFramesAsked[1]).isGreaterThan(asked);
        frame(1, true, 1);
        frame(1, false, 2);
        assertThat(values(1)).containsExactly(1, 2);
        frame(2, false, 3);
        assertThat(values(2)).containsExactly(1, 2);
    }

    /** Encoders fail and come back by chance, but for the largest picture's. */
    @RepeatedTest(20)
    void whateverEncodersDidTheRateControlIsFollowedInTheEnd(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int step = 0; step < 300; step++) {
            rate.wanted = random.nextInt(6) == 0 ? random.nextInt(3) : rate.wanted;
            usable = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : usable;
            step(random.nextInt(3));
        }
        usable = 3;
        for (int wanted : new int[] {2, 0, 1}) {
            rate.wanted = wanted;
            for (int step = 0; step < 30; step++) {
                step(10);
            }
            int[] before = {values(0).size(), values(1).size(), values(2).size()};
            step(0);
            for (int layer = 0; layer < 3; layer++) {
                assertThat(values(layer).size() - before[layer])
                        .as("of layer %d when %d are too many", layer, wanted)
                        .isEqualTo(layer < wanted ? 0 : 1);
            }
        }
        assertThat(fanout.failures).isEmpty();
    }

    /** A frame of each that works; of those that are asked for a key frame, one in so many has it. */
    private void step(int keys) {
        fanout.advance(40);
        for (int layer = 0; layer < usable; layer++) {
            boolean key = keyFramesAsked[layer] > 0 && keys > 0 && fanout.now / 40_000_000 % keys == 0;
            keyFramesAsked[layer] = key ? 0 : keyFramesAsked[layer];
            frame(layer, key, key ? 1 : 2);
        }
        fanout.receive(receiver, new ReceiverReport(1, List.of(report(102, 0))));
    }
}
