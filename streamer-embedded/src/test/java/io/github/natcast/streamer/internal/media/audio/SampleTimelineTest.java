package io.github.natcast.streamer.internal.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTimelineTest {
    private static final long START = 100_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final int FRAME = 960;

    private final SampleTimeline timeline = new SampleTimeline(1, 20, START);
    private final List<Float> heard = new ArrayList<>();

    @Test
    void givesSilenceFrameByFrameWhileThereIsNoSource() {
        assertThat(timeline.take(START + 79 * MILLI)).isNull();
        assertThat(takeTime(START + 80 * MILLI)).isEqualTo(START);
        assertThat(timeline.take(START + 99 * MILLI)).isNull();
        assertThat(takeTime(START + 100 * MILLI)).isEqualTo(START + 20 * MILLI);
        assertThat(heard).hasSize(2 * FRAME).containsOnly(0f);
    }

    @Test
    void cutsNothingOffASourceThatBeginsWithWhatWasSaidJustNow() {
        takeAll(START + 503 * MILLI);
        heard.clear();
        timeline.append(constant(0.5f, FRAME), START + 485 * MILLI, START + 505 * MILLI);
        takeAll(START + 505 * MILLI);
        timeline.append(constant(0.5f, FRAME), START + 505 * MILLI, START + 525 * MILLI);
        takeAll(START + 525 * MILLI);
        timeline.append(constant(0.5f, FRAME), START + 525 * MILLI, START + 545 * MILLI);
        takeAll(START + 545 * MILLI);
        assertThat(heard.stream().filter(sample -> sample != 0)).hasSizeBetween(3 * FRAME - 48, 3 * FRAME);
    }

    @Test
    void endsFramesWithThePiecesOfASourceSoThatNoneWaitsForTheNextPiece() {
        takeAll(START + 503 * MILLI);
        for (int i = 0; i < 50; i++) {
            long now = START + 527 * MILLI + i * 20L * MILLI;
            timeline.append(constant(0.5f, FRAME), now - 20 * MILLI, now);
            long last = 0;
            for (SampleTimeline.Frame frame = timeline.take(now); frame != null; frame = timeline.take(now)) {
                last = frame.captureTimeNanos();
            }
            assertThat(now - last).as("age of the last frame of piece %d", i).isEqualTo(21 * MILLI);
        }
    }

    @Test
    void givesAudioOutAsSoonAsAFrameIsComplete() {
        timeline.append(constant(0.5f, FRAME), START, START + MILLI);
        assertThat(takeTime(START + MILLI)).isEqualTo(START);
        assertThat(heard).containsOnly(0.5f);
        assertThat(timeline.take(START + MILLI)).isNull();
    }

    @Test
    void waitsForLateAudioOfASourceThatDelivers() {
        timeline.append(constant(0.1f, FRAME), START, START + 20 * MILLI);
        takeAll(START + 20 * MILLI);
        assertThat(timeline.take(START + 90 * MILLI)).isNull();
        timeline.append(constant(0.2f, FRAME), START + 20 * MILLI, START + 90 * MILLI);
        takeAll(START + 90 * MILLI);
        assertThat(heard).hasSize(2 * FRAME).endsWith(0.2f, 0.2f);
    }

    @Test
    void fillsAGapWithSilenceAndPutsWhatFollowsInItsPlace() {
        timeline.append(constant(0.1f, FRAME), START, START);
        timeline.append(constant(0.2f, FRAME), START + 100 * MILLI, START + 100 * MILLI);
        takeAll(START + 120 * MILLI);
        assertThat(heard.get(FRAME - 1)).isEqualTo(0.1f);
        assertThat(heard.subList(FRAME, 5 * FRAME)).containsOnly(0f);
        assertThat(heard.get(5 * FRAME)).isEqualTo(0.2f);
        assertThat(heard).hasSize(6 * FRAME);
    }

    @Test
    void dropsWhatComesAfterItsTimeButNotWhatIsStillToBePlayed() {
        takeAll(START + 160 * MILLI);
        timeline.append(constant(0.3f, 2 * FRAME), START + 80 * MILLI, START + 180 * MILLI);
        takeAll(START + 180 * MILLI);
        assertThat(heard).hasSize(6 * FRAME);
        assertThat(heard.subList(0, 5 * FRAME)).containsOnly(0f);
        assertThat(heard.subList(5 * FRAME, 6 * FRAME)).containsOnly(0.3f);
    }

    @Test
    void doesNotWaitForASourceThatRests() {
        timeline.append(constant(0.1f, FRAME), START, START);
        takeAll(START + 100 * MILLI);
        assertThat(heard).as("still waiting for the source").hasSize(2 * FRAME);
        takeAll(START + 460 * MILLI);
        assertThat(heard).hasSize(20 * FRAME);
    }

    @Test
    void followsASourceThatDeliversHalfASecondLate() {
        long late = 500 * MILLI;
        for (int i = 0; i < 100; i++) {
            long capture = START + i * 20L * MILLI;
            timeline.append(constant(0.4f, FRAME), capture, capture + 20 * MILLI + late);
            takeAll(capture + 20 * MILLI + late);
        }
        List<Float> settled = heard.subList(40 * FRAME, heard.size());
        assertThat(settled).hasSizeGreaterThan(50 * FRAME).containsOnly(0.4f);
    }

    @Test
    void staysInStepWithASourceWhoseClockIsFast() {
        staysInStep(1_000_300);
    }

    @Test
    void staysInStepWithASourceWhoseClockIsSlow() {
        staysInStep(999_700);
    }

    /** Ten minutes of a ramp whose samples encode when they were captured, at a rate that is wrong by 300 ppm. */
    private void staysInStep(long ratePerMillion) {
        long position = 0;
        double worst = 0;
        float[] piece = new float[FRAME];
        for (int i = 0; i < 30_000; i++) {
            double captureNanos = position * 62_500.0 / 3 * 1_000_000 / ratePerMillion;
            for (int sample = 0; sample < FRAME; sample++) {
                piece[sample] = (float) ((position + sample) % 48_000) / 48_000;
            }
            long capture = START + (long) captureNanos;
            timeline.append(piece, capture, capture);
            position += FRAME;
            for (SampleTimeline.Frame out = timeline.take(capture); out != null; out = timeline.take(capture)) {
                double trueSeconds = (out.captureTimeNanos() - START) / 1e9 * ratePerMillion / 1_000_000;
                double difference = Math.abs(out.interleaved()[0] - trueSeconds % 1);
                worst = Math.max(worst, Math.min(difference, 1 - difference));
            }
        }
        assertThat(worst).as("seconds out of step").isLessThan(0.004);
    }

    @Test
    void evensOutJitterOfCaptureTimesWithoutTouchingTheAudio() {
        for (int i = 0; i < 500; i++) {
            long capture = START + i * 20L * MILLI + (i % 2 == 0 ? 0 : 3 * MILLI);
            timeline.append(constant(0.5f, FRAME), capture, START + i * 20L * MILLI);
            takeAll(START + i * 20L * MILLI);
        }
        assertThat(heard).hasSizeGreaterThan(490 * FRAME).containsOnly(0.5f);
    }

    @Test
    void takesTheTimeOfArrivalForACaptureTimeThatCannotBeTrue() {
        timeline.append(constant(0.5f, FRAME), 17, START + 20 * MILLI);
        takeAll(START + 20 * MILLI);
        assertThat(heard).hasSize(FRAME).containsOnly(0.5f);
    }

    @Test
    void skipsTheTimeInWhichTheProcessWasStopped() {
        takeAll(START + 80 * MILLI);
        int before = heard.size();
        takeAll(START + 60_000 * MILLI);
        assertThat((heard.size() - before) / FRAME).isLessThan(110);
        assertThat(takeTime(START + 60_080 * MILLI)).isCloseTo(START + 60_000 * MILLI, within(80 * MILLI));
    }

    private static float[] constant(float value, int count) {
        float[] samples = new float[count];
        Arrays.fill(samples, value);
        return samples;
    }

    private long takeTime(long now) {
        SampleTimeline.Frame frame = timeline.take(now);
        if (frame == null) {
            throw new AssertionError("no frame is due");
        }
        keep(frame);
        return frame.captureTimeNanos();
    }

    private void takeAll(long now) {
        for (SampleTimeline.Frame frame = timeline.take(now); frame != null; frame = timeline.take(now)) {
            keep(frame);
        }
    }

    private void keep(SampleTimeline.Frame frame) {
        for (float sample : frame.interleaved()) {
            heard.add(sample);
        }
    }
}
