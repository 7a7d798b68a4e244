package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import org.junit.jupiter.api.Test;

/** The smallest rendition goes away while a viewer is sent it: its encoder has failed, or the program has it so. */
class ShrinkingLadderTest {
    private static final long[] RATES = {2_000_000, 900_000, 360_000};
    private static final long FRAME_NANOS = 20_000_000;
    private static final long AMPLE = 8_000_000;
    private static final long NARROW = 250_000;

    private final Renditions renditions = new Renditions() {
        @Override
        public int count() {
            return count;
        }

        @Override
        public long bitsPerSecond(int index) {
            return RATES[index];
        }
    };

    private int count = RATES.length;
    private long now = 100_000_000_000L;
    private final AdaptiveRate rate = new AdaptiveRate(renditions, new AdaptiveRate.Means(false, true), now);
    private int current;

    ShrinkingLadderTest() {
        run(5, AMPLE);
        run(3, NARROW);
        assertThat(current).isEqualTo(2);
        count = 2;
        run(1, NARROW);
    }

    /** @param estimate of the viewer, once a second */
    private void run(int seconds, long estimate) {
        for (int second = 0; second < seconds; second++) {
            for (int frame = 0; frame < 50; frame++) {
                now += FRAME_NANOS;
                send(RATES[current] / 8 / 50, PacketKind.VIDEO);
                send(rate.paddingDue(now), PacketKind.PADDING);
                follow();
            }
            rate.onReceiverEstimate(estimate, now);
        }
    }

    private void send(long bytes, PacketKind kind) {
        for (long left = bytes; left > 0; left -= 1_000) {
            rate.onSent(-1, (int) Math.min(left, 1_000), kind, now);
        }
    }

    /** Those that are left are all that can be sent. */
    private void follow() {
        int wanted = Math.min(rate.wantedRendition(now), count - 1);
        if (wanted != current) {
            current = wanted;
            rate.onRendition(current, now);
        }
    }

    @Test
    void theSmallestThatIsLeftIsSentAndNoneIsAwaited() {
        assertThat(rate.report(now).rendition()).isEqualTo(1);
        assertThat(rate.report(now).wantedRendition()).isEqualTo(1);
    }

    @Test
    void framesAreLeftOutOnlyUpToAKeyFrameThatIsAskedFor() {
        rate.verdict(true, false, 5_000, now);
        run(3, NARROW);
        rate.onBacklog(NARROW, now);
        assertThat(rate.verdict(false, false, 1_000, now)).isEqualTo(FrameVerdict.LEAVE_OUT_TO_KEY_FRAME);

        rate.onBacklog(0, now);
        run(1, NARROW);
        assertThat(rate.wantsKeyFrame(now)).isTrue();
        assertThat(rate.verdict(true, false, 5_000, now)).isEqualTo(FrameVerdict.SEND);
    }

    @Test
    void aPathThatBecomesAmpleIsSentTheFullRenditionAgain() {
        run(60, AMPLE);

        assertThat(current).isZero();
    }

    @Test
    void itIsSentAgainWhenItIsBack() {
        count = 3;
        run(3, NARROW);

        assertThat(current).isEqualTo(2);
    }
}
