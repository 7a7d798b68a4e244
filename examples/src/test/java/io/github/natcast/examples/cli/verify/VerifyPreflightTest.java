package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.up.Preflight;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class VerifyPreflightTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<Preflight.Problem> examine() {
        return new VerifyPreflight().examine(Path.of("natcast.toml"), with.build(), Locale.ENGLISH);
    }

    @Test
    void aPortInUseIsFatal() throws Exception {
        try (ServerSocket other = new ServerSocket(with.httpPort, 5, LoopbackDeployment.LOOPBACK)) {
            assertThat(other.isBound()).isTrue();
            assertThat(examine())
                    .filteredOn(Preflight.Problem::fatal)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.sentence())
                                .startsWith("TCP 127.0.0.1:" + with.httpPort + ": Another program");
                        assertThat(problem.fix()).contains("ss -tulpn");
                    });
        }
    }

    /** It may come back, and viewers in the same network do not need it. */
    @Test
    void anythingElseIsAWarning() {
        with.publicAddress = "203.0.113.9";
        with.sources.add("/nowhere/film.mp4");
        assertThat(examine()).singleElement().satisfies(problem -> {
            assertThat(problem.fatal()).isFalse();
            assertThat(problem.sentence()).startsWith("/nowhere/film.mp4: ");
        });
    }
}
