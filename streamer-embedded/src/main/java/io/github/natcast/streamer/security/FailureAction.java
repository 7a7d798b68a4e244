package io.github.natcast.streamer.security;

/** What a streamer does when a part of it is dead: a thread that ended, or work that has not gone on for 10 seconds. */
public enum FailureAction {
    /** The health says so, with status 503, and whatever still works goes on. */
    KEEP_RUNNING,
    /**
     * The process exits with status 70, which sysexits.h names an internal error, so that a supervisor such as systemd
     * or Docker starts it again. Shutdown hooks run, for 10 seconds at most.
     */
    EXIT
}
