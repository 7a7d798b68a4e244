package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.security.AccessCheck;

/**
 * Who is let in. Immutable; the check is thread-safe.
 *
 * @param check says who asks
 * @param isOpen whether everybody is let in, so that nobody need be checked
 * @param isQuick whether a check only computes, so that somebody with the right token is let in whatever others do
 */
public record Entrance(AccessCheck check, boolean isOpen, boolean isQuick) {
    /** For everybody. */
    public static final Entrance OPEN = new Entrance(request -> AccessCheck.Verdict.admitted(), true, true);

    /** By a check that only computes. */
    public static Entrance quick(AccessCheck check) {
        return new Entrance(check, false, true);
    }

    /** By a check that takes its time, or others'. */
    public static Entrance slow(AccessCheck check) {
        return new Entrance(check, false, false);
    }
}
