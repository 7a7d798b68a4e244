package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.verify.BeforeStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Those checks of {@code natcast verify} that tell something before anything runs. Stateless. */
final class VerifiedStart implements Preflight {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public List<Problem> examine(Path configuration, Deployment deployment, Locale language)
            throws InterruptedException {
        return BeforeStart.check(configuration, deployment, PATIENCE, language).stream()
                .map(failure -> new Problem(failure.fatal(), failure.sentence(), failure.fix()))
                .toList();
    }
}
