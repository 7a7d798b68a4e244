package io.github.natcast.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StartProgressTest {
    private long now = Long.MAX_VALUE - 500_000_000; // which wraps soon
    private final List<String> written = new ArrayList<>();

    private StartProgress progress(boolean terminal) {
        return new StartProgress(() -> now, terminal, written::add);
    }

    private void ticks(StartProgress progress, int seconds) {
        for (int i = 0; i < 5 * seconds; i++) {
            now += 200_000_000;
            progress.tick();
        }
    }

    @Test
    void aTerminalHasOneLineThatIsClearedAtTheEnd() {
        StartProgress progress = progress(true);
        progress.stage("encoders are tried");
        ticks(progress, 2);
        progress.done();
        ticks(progress, 2);

        assertThat(written).hasSize(7).allMatch(text -> text.startsWith("\r\u001b[K"));
        assertThat(written.get(0)).isEqualTo("\r\u001b[K| warming up for 1 s: encoders are tried");
        assertThat(written.get(6)).isEqualTo("\r\u001b[K");
    }

    @Test
    void aLogHasALineEveryThreeSeconds() {
        StartProgress progress = progress(false);
        progress.stage("encoders are tried");
        ticks(progress, 5);
        progress.stage("whole viewers are rehearsed");
        ticks(progress, 5);
        progress.done();
        ticks(progress, 5);

        assertThat(written)
                .containsExactly(
                        "warming up for 3 s: encoders are tried",
                        "warming up for 6 s: whole viewers are rehearsed",
                        "warming up for 9 s: whole viewers are rehearsed");
    }

    @Test
    void aQuickStartSaysNothing() {
        StartProgress progress = progress(true);
        now += 900_000_000;
        progress.tick();
        progress.done();

        assertThat(written).isEmpty();
    }
}
