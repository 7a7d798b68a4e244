package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CheckShareTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Random random = new Random(1);

    /** The viewer checks at the pace of a browser, at random times; somebody sends 30,000 checks a second beside it. */
    @Test
    void aFloodFromUnknownAddressesTakesNothingFromTheKnownOnes() {
        CheckShare share = new CheckShare(0);
        int flood = 0;
        long nextOfViewer = 0;
        for (long now = 0; now < 30 * SECOND; now += SECOND / 30_000) {
            flood += share.admits(false, now) ? 1 : 0;
            if (now >= nextOfViewer) {
                assertThat(share.admits(true, now)).as("at %d ns", now).isTrue();
                nextOfViewer = now + SECOND / 20 + random.nextLong(SECOND);
            }
        }
        assertThat(flood).isLessThanOrEqualTo((int) (CheckShare.UNKNOWN_BURST + 30 * CheckShare.UNKNOWN_PER_SECOND));
    }

    @Test
    void aViewerThatFloodsHasItsShareAndNoMore() {
        CheckShare share = new CheckShare(0);
        int admitted = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 5000) {
            admitted += share.admits(true, now) ? 1 : 0;
        }
        int most = (int) (CheckShare.BURST + 10 * CheckShare.PER_SECOND);
        assertThat(admitted).isBetween(most - 1, most);
    }

    /** Firefox checks all its pairs at once; Chromium one each 48 ms, for two seconds and more. */
    @Test
    void browsersThatConnectStayBelowTheirShare() {
        CheckShare share = new CheckShare(0);
        for (int i = 0; i < 36; i++) {
            assertThat(share.admits(false, i)).isTrue();
        }
        for (long now = SECOND; now < 8 * SECOND; now += 48 * SECOND / 1000) {
            assertThat(share.admits(true, now)).isTrue();
        }
    }
}
