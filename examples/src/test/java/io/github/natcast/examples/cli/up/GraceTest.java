package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraceTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 3600})
    void isLongerThanTheDrainUnlessItIsGiven(int seconds) {
        Grace usual = new Grace(OptionalInt.empty(), Duration.ofSeconds(seconds));

        // A server needs up to 5 s after its drain.
        assertThat(usual.duration()).isGreaterThan(Duration.ofSeconds(seconds + 5));
        assertThat(usual.duration()).isLessThanOrEqualTo(Duration.ofSeconds(Grace.LONGEST));
        assertThat(usual.isShort()).isFalse();
    }

    @Test
    void isWhatIsGiven() {
        assertThat(new Grace(OptionalInt.of(7), Duration.ZERO).duration()).isEqualTo(Duration.ofSeconds(7));
        assertThat(new Grace(OptionalInt.of(7), Duration.ZERO).isShort()).isFalse();
        assertThat(new Grace(OptionalInt.of(7), Duration.ofSeconds(7)).isShort())
                .isTrue();
        assertThat(new Grace(OptionalInt.of(8), Duration.ofSeconds(7)).isShort())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', 20", "45, 45", "' 45 ', 45", "0, 0", "soon, 20", "99999, 20"})
    void followsTheVariableBeforeTheFile(String variable, int seconds) {
        assertThat(Grace.drain(Duration.ofSeconds(20), variable)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
