package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The checks that tell something before the server and its tunnel run. Encoders are not among them: the server opens
 * them next, and says what it finds. Stateless.
 */
public final class BeforeStart {
    private static final Set<CheckName> CHECKS = EnumSet.of(
            CheckName.FILE,
            CheckName.PORTS,
            CheckName.SOURCES,
            CheckName.CERTIFICATE,
            CheckName.STUN,
            CheckName.TUNNEL);
    /** What fails here may not be there yet, and the server goes on without it. */
    private static final Set<CheckName> MAY_COME =
            EnumSet.of(CheckName.SOURCES, CheckName.STUN, CheckName.TUNNEL, CheckName.CERTIFICATE);

    private BeforeStart() {}

    /**
     * A check that fails. Immutable.
     *
     * @param fatal whether a server cannot run like this
     * @param sentence the subject, and what is wrong with it
     * @param fix what to change
     */
    public record Failure(boolean fatal, String sentence, String fix) {}

    /**
     * Makes them, one after the other.
     *
     * @param file of the deployment
     * @param patience with each answer
     * @param language of the sentences
     */
    public static List<Failure> check(Path file, Deployment deployment, Duration patience, Locale language)
            throws InterruptedException {
        Texts texts = Texts.of(language);
        List<Failure> failures = new ArrayList<>();
        Trial.Settings settings = new Trial.Settings(patience, Optional.empty(), Optional.empty(), language);
        try (Trial trial = new Trial(deployment, settings)) {
            for (Check check : Checks.of(file, WantedEncoding.ANY, CHECKS)) {
                for (Result result : check.run(trial)) {
                    if (result.verdict() == Verdict.FAILS) {
                        failures.add(new Failure(
                                !MAY_COME.contains(result.check()),
                                sentence(result, texts),
                                result.fix().map(texts::text).orElse("")));
                    }
                }
            }
        }
        return failures;
    }

    /** With its subject, where it does not name that itself. */
    private static String sentence(Result result, Texts texts) {
        String reason = texts.text(result.reason());
        return reason.contains(result.subject()) ? reason : result.subject() + ": " + reason;
    }
}
