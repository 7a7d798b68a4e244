package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs one check on one deployment. */
final class Trials {
    /** Nobody who answers needs as long. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    /** Where nobody answers. */
    static final Duration SHORT = Duration.ofMillis(400);

    private Trials() {}

    static List<Result> run(Check check, Deployment deployment, Duration patience) throws InterruptedException {
        return run(check, deployment, patience, Optional.empty());
    }

    static List<Result> run(Check check, Deployment deployment, Duration patience, Optional<Helper> helper)
            throws InterruptedException {
        Trial.Settings settings = new Trial.Settings(patience, Optional.empty(), helper, Locale.ENGLISH);
        try (Trial trial = new Trial(deployment, settings)) {
            List<Result> results = check.run(trial);
            results.forEach(Trials::hasWords);
            return results;
        }
    }

    /** In both languages, and a fix for each failure. */
    private static void hasWords(Result result) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
            Texts texts = Texts.of(locale);
            assertThat(texts.text(result.reason())).isNotBlank().doesNotContain("{");
            result.fix()
                    .ifPresent(fix -> assertThat(texts.text(fix)).isNotBlank().doesNotContain("{"));
        }
        assertThat(result.fix().isPresent()).isEqualTo(result.verdict() == Verdict.FAILS);
    }

    /** Each as verdict, key and subject. */
    static List<String> lines(List<Result> results) {
        return results.stream()
                .map(result -> result.verdict().word() + " " + result.reason().key() + " " + result.subject())
                .toList();
    }
}
