package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.up.Preflight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code natcast verify} can tell before {@code natcast up} starts anything. What needs tunnel or TURN server waits for
 * them; encoders are tried by the server itself.
 */
public final class VerifyPreflight implements Preflight {
    /** Without these, the server does not start or shows nothing. */
    private static final Set<CheckName> FATAL = EnumSet.of(CheckName.PORTS, CheckName.CERTIFICATE);

    private static final Set<CheckName> WANTED = EnumSet.of(
            CheckName.FILE, CheckName.PORTS, CheckName.SOURCES, CheckName.CERTIFICATE, CheckName.STUN, CheckName.TUNNEL);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public List<Problem> examine(Path configuration, Deployment deployment, Locale language) {
        Texts texts = Texts.of(language);
        Trial.Settings settings = new Trial.Settings(PATIENCE, Optional.empty(), Optional.empty(), language);
        List<Problem> problems = new ArrayList<>();
        try (Trial trial = new Trial(deployment, settings)) {
            for (Check check : Checks.of(configuration, WANTED)) {
                check.run(trial).stream()
                        .filter(result -> result.verdict() == Verdict.FAILS)
                        .forEach(result -> problems.add(problem(result, texts)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return problems;
    }

    private static Problem problem(Result result, Texts texts) {
        boolean fatal = FATAL.contains(result.check()) && !result.reason().key().startsWith("certificate.other");
        return new Problem(
                fatal,
                result.subject() + ": " + texts.text(result.reason()),
                result.fix().map(texts::text).orElse(""));
    }
}
