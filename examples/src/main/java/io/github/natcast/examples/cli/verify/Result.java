package io.github.natcast.examples.cli.verify;

import java.util.Optional;

/**
 * What a check found about one thing. Immutable.
 *
 * @param check that found it
 * @param subject what it is about: a server, a port, a file
 * @param fix what to change; of each failure
 */
record Result(CheckName check, String subject, Verdict verdict, Phrase reason, Optional<Phrase> fix) {
    /** The key of a fix is that of its reason with this. */
    private static final String FIX = ".fix";

    static Result holds(CheckName check, Object subject, String key, Object... arguments) {
        return new Result(
                check,
                subject.toString(),
                Verdict.HOLDS,
                Phrase.of(reasonKey(check, key), arguments),
                Optional.empty());
    }

    /** There is a fix under the same key, with the same arguments. */
    static Result fails(CheckName check, Object subject, String key, Object... arguments) {
        return new Result(
                check,
                subject.toString(),
                Verdict.FAILS,
                Phrase.of(reasonKey(check, key), arguments),
                Optional.of(Phrase.of(reasonKey(check, key) + FIX, arguments)));
    }

    static Result unknown(CheckName check, Object subject, String key, Object... arguments) {
        return new Result(
                check,
                subject.toString(),
                Verdict.UNKNOWN,
                Phrase.of(reasonKey(check, key), arguments),
                Optional.empty());
    }

    /** Where something would be a failure elsewhere, and here says nothing. */
    Result asUnknown() {
        return new Result(check, subject, Verdict.UNKNOWN, reason, fix);
    }

    private static String reasonKey(CheckName check, String key) {
        return check.word() + "." + key;
    }
}
