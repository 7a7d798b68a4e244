package io.github.natcast.examples.cli.verify;

import java.io.IOException;
import java.util.Optional;

/** Whether a public port leads to the server that is tried, as far as this host and its helper can tell. */
final class FromOutside {
    private final CheckName check;
    private final Trial trial;

    FromOutside(CheckName check, Trial trial) {
        this.check = check;
        this.trial = trial;
    }

    /**
     * Tries it.
     *
     * @param proof what this server answers; empty where any proof is its own
     * @param view what an attempt from here tells
     * @param localPort which is behind it
     */
    Result result(Attempt attempt, Optional<String> proof, View view, int localPort) {
        String subject = Addresses.text(attempt.address());
        Reached here = asProof(attempt.make(trial.patience()), proof);
        Optional<Helper> helper = trial.helper();
        if (helper.isEmpty()) {
            return fromHere(subject, here, view, localPort);
        }
        try {
            Reached there = asProof(helper.get().make(attempt), proof);
            return there.kind() == Reached.Kind.PROVED
                    ? Result.holds(check, subject, "helper", helper.get())
                    : Result.fails(check, subject, there.kind().word(), subject, localPort);
        } catch (IOException e) {
            Result alone = fromHere(subject, here, view, localPort);
            return alone.verdict() == Verdict.UNKNOWN
                    ? Result.fails(check, subject, "no-helper", helper.get(), String.valueOf(e.getMessage()))
                    : alone;
        }
    }

    private Result fromHere(String subject, Reached here, View view, int localPort) {
        boolean proved = here.kind() == Reached.Kind.PROVED;
        if (view == View.OWN && proved) {
            return Result.unknown(check, subject, "own");
        }
        if (proved) {
            return Result.holds(check, subject, "proved");
        }
        return view == View.HAIRPIN
                ? Result.unknown(
                        check,
                        subject,
                        "hairpin",
                        Phrase.of("reach." + here.kind().word()))
                : Result.fails(check, subject, here.kind().word(), subject, localPort);
    }

    /** Another natcast is somebody else. */
    private static Reached asProof(Reached reached, Optional<String> proof) {
        boolean other = reached.kind() == Reached.Kind.PROVED
                && proof.isPresent()
                && !proof.get().equals(reached.proof());
        return other ? Reached.of(Reached.Kind.OTHER) : reached;
    }
}
