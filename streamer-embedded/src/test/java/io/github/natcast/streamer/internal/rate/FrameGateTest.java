package io.github.natcast.streamer.internal.rate;

import static io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict.LEAVE_OUT;
import static io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict.LEAVE_OUT_TO_KEY_FRAME;
import static io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import org.junit.jupiter.api.Test;

class FrameGateTest {
    private static final long MILLI = 1_000_000;
    private static final long START = 1_000 * MILLI;

    private final FrameGate gate = new FrameGate();

    private FrameVerdict frame(long aheadMillis) {
        return gate.verdict(false, false, false, aheadMillis * MILLI, 10 * MILLI, START);
    }

    @Test
    void leavesOutNothingWhileThereIsRoom() {
        assertThat(frame(100)).isEqualTo(SEND);
        assertThat(gate.leftOut()).isZero();
    }

    @Test
    void leavesOutDisposableFramesFirst() {
        assertThat(gate.verdict(false, true, false, 200 * MILLI, MILLI, START)).isEqualTo(LEAVE_OUT);
        assertThat(frame(200)).isEqualTo(SEND);
        assertThat(gate.leftOut()).isEqualTo(1);
    }

    @Test
    void leavesOutUpToAKeyFrameAndAsksForOneWhenThereIsRoomAgain() {
        assertThat(frame(450)).isEqualTo(LEAVE_OUT_TO_KEY_FRAME);
        assertThat(gate.wantsKeyFrame(false, 300 * MILLI)).isFalse();
        assertThat(frame(50)).isEqualTo(LEAVE_OUT_TO_KEY_FRAME);
        assertThat(gate.wantsKeyFrame(false, 50 * MILLI)).isTrue();

        assertThat(gate.verdict(true, false, false, 50 * MILLI, 100 * MILLI, START))
                .isEqualTo(SEND);

        assertThat(gate.wantsKeyFrame(false, 50 * MILLI)).isFalse();
        assertThat(frame(100)).isEqualTo(SEND);
    }

    @Test
    void bearsWhatAKeyFrameItselfTakes() {
        gate.verdict(true, false, false, 50 * MILLI, 400 * MILLI, START);

        assertThat(frame(600)).isEqualTo(SEND);
        assertThat(frame(750)).isEqualTo(LEAVE_OUT_TO_KEY_FRAME);
    }

    @Test
    void letsOneKeyFrameArriveBeforeTheNext() {
        gate.verdict(true, false, false, 100 * MILLI, 400 * MILLI, START);

        assertThat(gate.isKeyFrameUnderWay(START + 499 * MILLI)).isTrue();
        assertThat(gate.verdict(true, false, false, 300 * MILLI, 400 * MILLI, START + 200 * MILLI))
                .isEqualTo(LEAVE_OUT_TO_KEY_FRAME);
        assertThat(gate.isKeyFrameUnderWay(START + 500 * MILLI)).isFalse();
        assertThat(gate.verdict(true, false, false, 0, 400 * MILLI, START + 500 * MILLI))
                .isEqualTo(SEND);
    }

    @Test
    void sendsNoMoreOfARenditionOnceASmallerOneIsAwaitedAndAQueueIsThere() {
        assertThat(gate.verdict(false, false, true, 30 * MILLI, MILLI, START)).isEqualTo(SEND);
        assertThat(gate.verdict(false, false, true, 60 * MILLI, MILLI, START)).isEqualTo(LEAVE_OUT_TO_KEY_FRAME);
        assertThat(gate.wantsKeyFrame(true, 0)).isFalse();
    }

    @Test
    void beginsAnewWithAnotherRendition() {
        gate.verdict(true, false, false, 0, 500 * MILLI, START);
        frame(950);
        gate.restart();

        assertThat(gate.isKeyFrameUnderWay(START)).isFalse();
        assertThat(frame(10)).isEqualTo(SEND);
    }
}
