package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.signaling.MessageRate.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageRateTest {
    private long nanoTime = -5;
    private final MessageRate rate = new MessageRate(() -> nanoTime);

    @Test
    void aBurstPassesThenTheFirstDroppedOneIsAnnounced() {
        assertThat(next(MessageRate.BURST)).containsOnly(Verdict.PASS);
        assertThat(next(3)).containsExactly(Verdict.WARN, Verdict.DROP, Verdict.DROP);
    }

    @Test
    void aSteadyClientAtTheLimitLosesNothing() {
        next(MessageRate.BURST);
        for (int i = 0; i < 10 * MessageRate.PER_SECOND; i++) {
            pass(Duration.ofMillis(20));
            assertThat(rate.next()).isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void whoDoesNotMindIsClosed() {
        next(MessageRate.BURST);
        assertThat(next(MessageRate.TOLERATED - 1)).doesNotContain(Verdict.CLOSE);
        assertThat(rate.next()).isEqualTo(Verdict.CLOSE);
    }

    @Test
    void twoSilentSecondsForgive() {
        next(MessageRate.BURST);
        next(MessageRate.TOLERATED - 1);
        pass(Duration.ofSeconds(2));
        assertThat(next(MessageRate.BURST)).containsOnly(Verdict.PASS);
        assertThat(rate.next()).isEqualTo(Verdict.WARN);
    }

    /** Whatever the times: no more pass than the burst and the rate allow, and none is dropped that they allow. */
    @Test
    void neverMoreThanTheRateNorLess() {
        Random random = new Random(4);
        double room = MessageRate.BURST;
        for (int i = 0; i < 100_000; i++) {
            long millis = random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(20);
            pass(Duration.ofMillis(millis));
            room = Math.min(MessageRate.BURST, room + millis / 1000.0 * MessageRate.PER_SECOND);
            boolean passed = rate.next() == Verdict.PASS;
            if (Math.abs(room - 1) > 1e-6) { // at the limit itself rounding may decide
                assertThat(passed).as("message %d, room for %s", i, room).isEqualTo(room >= 1);
            }
            room -= passed ? 1 : 0;
        }
    }

    private List<Verdict> next(int count) {
        return new ArrayList<>(Stream.generate(rate::next).limit(count).toList());
    }

    private void pass(Duration time) {
        nanoTime += time.toNanos();
    }
}
