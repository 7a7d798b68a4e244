package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.diagnose.Finding;
import io.github.natcast.sdp.diagnose.FindingCode;
import io.github.natcast.sdp.diagnose.ObservedChecks;
import io.github.natcast.sdp.diagnose.SdpDoctor;
import io.github.natcast.sdp.diagnose.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the file describes a network in which viewers can be reached. That it can be read has shown already. */
final class FileCheck implements Check {
    private final Path file;

    FileCheck(Path file) {
        this.file = file;
    }

    @Override
    public CheckName name() {
        return CheckName.FILE;
    }

    @Override
    public List<Result> run(Trial trial) {
        List<Result> errors = SdpDoctor.forTopology(trial.deployment().topology())
                .inLanguage(trial.locale())
                .examine(null, null, ObservedChecks.UNKNOWN)
                .stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> !isGivenWhenAsked(finding, trial.deployment()))
                .map(finding -> result(name(), finding))
                .toList();
        return errors.isEmpty() ? List.of(Result.holds(name(), file, "valid")) : errors;
    }

    /**
     * With a secret each browser gets credentials of its own, so that the file has none
     * (draft-uberti-rtcweb-turn-rest).
     */
    private static boolean isGivenWhenAsked(Finding finding, Deployment deployment) {
        return finding.code() == FindingCode.TURN_WITHOUT_CREDENTIALS
                && deployment.turnSecret().isPresent();
    }

    /** What the doctor says, in its own words. */
    static Result result(CheckName check, Finding finding) {
        return new Result(
                check,
                finding.code().wireCode(),
                Verdict.FAILS,
                Phrase.literal(finding.sentence()),
                Optional.of(Phrase.literal(finding.fix())));
    }
}
