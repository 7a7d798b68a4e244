package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
    private static final long MILLI = 1_000_000;
    private static final int PACKET = 1_180;
    private static final List<Allowance.Path> PATHS = List.of(Allowance.Path.values());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverLetsMoreGoThanTwoAndAHalfTimesTheEstimate(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Allowance allowance = new Allowance();
        long estimate = 100_000L + random.nextInt(5_000_000);
        long now = 0;
        long sent = 0;
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(20_000_000);
            Allowance.Path path = PATHS.get(random.nextInt(PATHS.size()));
            while (allowance.available(estimate, path, now) >= PACKET) {
                allowance.sent(PACKET);
                sent += PACKET;
            }
            double bound = 2.5 * estimate * now / 8e9 + Math.max(2_500, 2.5 * estimate / 800);
            assertThat(sent).isLessThanOrEqualTo((long) bound + 1);
        }
        assertThat(sent).isGreaterThan((long) (0.8 * estimate * now / 8e9));
    }

    @ParameterizedTest
    @EnumSource(Allowance.Path.class)
    void isThereWhenItSays(Allowance.Path path) {
        Allowance allowance = new Allowance();
        allowance.available(1_000_000, path, 0);
        allowance.sent(2_500);

        long due = allowance.nextNanos(1_000_000, path, PACKET, 0);

        assertThat(allowance.available(1_000_000, path, due - MILLI)).isLessThan(PACKET);
        assertThat(allowance.available(1_000_000, path, due)).isGreaterThanOrEqualTo(PACKET);
    }

    @Test
    void givesLessTheMoreIsKnown() {
        assertThat(dueAfter(Allowance.Path.UNKNOWN)).isLessThan(dueAfter(Allowance.Path.KNOWN));
        assertThat(dueAfter(Allowance.Path.KNOWN)).isLessThan(dueAfter(Allowance.Path.QUEUED));
    }

    private static long dueAfter(Allowance.Path path) {
        Allowance allowance = new Allowance();
        allowance.available(500_000, path, 0);
        allowance.sent(2_500);
        return allowance.nextNanos(500_000, path, PACKET, 0);
    }

    @Test
    void forgetsADebtBeforeLong() {
        Allowance allowance = new Allowance();
        allowance.available(200_000, Allowance.Path.QUEUED, 0);
        allowance.sent(100_000);

        assertThat(allowance.available(200_000, Allowance.Path.QUEUED, 110 * MILLI))
                .isGreaterThanOrEqualTo(PACKET);
    }
}
