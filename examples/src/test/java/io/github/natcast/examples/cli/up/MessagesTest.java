package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class MessagesTest {
    private static final Messages ENGLISH = Messages.of(Locale.ENGLISH);
    private static final Messages CHINESE = Messages.of(Locale.CHINESE);

    @Test
    void bothLanguagesHaveTheSameSentencesWithTheSameArguments() {
        assertThat(CHINESE.keys()).isEqualTo(ENGLISH.keys());
        for (String key : ENGLISH.keys()) {
            String english = ENGLISH.text(key, "<0>", "<1>", "<2>", "<3>");
            String chinese = CHINESE.text(key, "<0>", "<1>", "<2>", "<3>");
            for (int argument = 0; argument < 4; argument++) {
                assertThat(chinese.contains("<" + argument + ">"))
                        .as("%s: %s", key, chinese)
                        .isEqualTo(english.contains("<" + argument + ">"));
            }
            assertThat(chinese + english).as(key).doesNotContain("{");
        }
    }

    @Test
    void durationsAreToldInTwoUnits() {
        assertThat(ENGLISH.duration(Duration.ofSeconds(-1))).isEqualTo("0 s");
        assertThat(ENGLISH.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(ENGLISH.duration(Duration.ofSeconds(3599))).isEqualTo("59 min 59 s");
        assertThat(ENGLISH.duration(Duration.ofMinutes(1439))).isEqualTo("23 h 59 min");
        assertThat(ENGLISH.duration(Duration.ofHours(49))).isEqualTo("2 d 1 h");
    }

    @Test
    void anExitStatusAbove128IsASignal() {
        assertThat(ENGLISH.exit(1)).isEqualTo("with status 1");
        assertThat(ENGLISH.exit(137)).isEqualTo("by signal 9");
    }
}
