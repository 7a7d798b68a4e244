package io.github.natcast.streamer.internal.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptionStatisticsTest {
    private static final int RATE = 90_000;
    private static final int MILLISECONDS_4 = 360;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** What jitter is does not depend on where clocks and timestamps begin, nor on where they wrap. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 2, -1, 0, 47_721_858_000_000L})
    void jitterIsOfDifferences(long began) {
        double expected = jitter(0, 0);
        for (int seed = 0; seed < 50; seed++) {
            int firstTimestamp = new Random(seed).nextInt();
            assertThat(jitter(began, firstTimestamp)).isCloseTo(expected, within(2.0));
        }
        // Some transit times are as large as an int can be, others as small.
        int ticks = (int) (Math.floorDiv(began, NANOS_PER_SECOND) * RATE
                + Math.floorMod(began, NANOS_PER_SECOND) * RATE / NANOS_PER_SECOND);
        assertThat(jitter(began, ticks - Integer.MAX_VALUE + MILLISECONDS_4)).isCloseTo(expected, within(2.0));
    }

    /** Of 25 frames a second, each up to 8 ms late. */
    private static double jitter(long began, int firstTimestamp) {
        ReceptionStatistics statistics = new ReceptionStatistics(1, RATE);
        Random late = new Random(1);
        long now = began;
        for (int frame = 0; frame < 500; frame++) {
            now = began + frame * 40_000_000L + (frame == 0 ? 0 : late.nextInt(8_000_000));
            statistics.arrived(70_000 + frame, firstTimestamp + frame * 3600, now);
        }
        return statistics.report(now).jitter();
    }

    @Test
    void losesAreOfTheIntervalAndOfAll() {
        ReceptionStatistics statistics = new ReceptionStatistics(1, RATE);
        for (int number : List.of(70_000, 70_001, 70_003, 70_002, 70_006)) {
            statistics.arrived(number, 0, 0);
        }
        ReportBlock report = statistics.report(0);
        assertThat(report.fractionLost()).isEqualTo(2 * 256 / 7);
        assertThat(report.cumulativeLost()).isEqualTo(2);
        assertThat(report.highestSequenceNumber()).isEqualTo(70_006 - 65_536);

        statistics.arrived(70_007, 0, 0);
        statistics.arrived(70_007, 0, 0); // twice
        report = statistics.report(0);
        assertThat(report.fractionLost()).isZero();
        assertThat(report.cumulativeLost()).isEqualTo(1);
    }

    @Test
    void tellsWhichSenderReportWasTheLastAndWhen() {
        ReceptionStatistics statistics = new ReceptionStatistics(1, RATE);
        statistics.arrived(70_000, 0, -5);
        assertThat(statistics.report(0).delaySinceLastSenderReport()).isZero();

        statistics.onSenderReport(new SenderReport(1, 0x1234_5678_9ABC_DEF0L, 0, 0, 0, List.of()), -500_000_000);
        ReportBlock report = statistics.report(1_000_000_000);
        assertThat(report.lastSenderReport()).isEqualTo(0x5678_9ABCL);
        assertThat(report.delaySinceLastSenderReport()).isEqualTo(3 * 65_536 / 2);
    }
}
