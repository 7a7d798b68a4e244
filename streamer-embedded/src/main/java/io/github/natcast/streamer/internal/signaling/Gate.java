package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.limits.LogAllowance;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.security.AccessCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in whom the entrance admits, and slows down who guesses. Thread-safe; runs on worker threads. */
final class Gate {
    private static final Logger LOGGER = LoggerFactory.getLogger(Gate.class);
    private static final AccessCheck.Verdict.Refused FAILED =
            AccessCheck.Verdict.unavailable("Who may watch cannot be found out now; the server's log says why.");

    private static final int FAILURES_PER_MINUTE = 6;

    private final Entrance entrance;
    private final GuessLimit guesses;
    private final RefusalCounts counts;

    /** Whoever makes a check fail must not fill the disk. */
    private final LogAllowance toldOfFailures = new LogAllowance(FAILURES_PER_MINUTE, System::nanoTime);

    /** What came of a request. */
    sealed interface Outcome {}

    /** It is let in: with what is known of it, and for some channels. */
    record Entered(ViewerRequest request, AccessCheck.Verdict.Admitted admitted) implements Outcome {}

    /** @param retrySeconds for {@code Retry-After}; 0 when it need not wait, and may go on with its connection */
    record Refused(Problem problem, int retrySeconds) implements Outcome {}

    Gate(Entrance entrance, GuessLimit guesses, RefusalCounts counts) {
        this.entrance = entrance;
        this.guesses = guesses;
        this.counts = counts;
    }

    /** Whether everybody is let in. */
    boolean isOpen() {
        return entrance.isOpen();
    }

    /** Asks who it is. Never throws: what the check throws is a refusal. */
    Outcome enter(ViewerRequest request) {
        int deafSeconds = entrance.isQuick() ? 0 : guesses.deafSeconds(request.remoteAddress());
        if (deafSeconds > 0) {
            return slowed(deafSeconds);
        }
        AccessCheck.Verdict verdict = check(request);
        if (verdict instanceof AccessCheck.Verdict.Admitted admitted) {
            return new Entered(request.withClaims(admitted.claims()), admitted);
        }
        AccessCheck.Verdict.Refused refused = (AccessCheck.Verdict.Refused) verdict;
        Problem problem = new Problem(refused.status(), refused.code(), refused.text(), null, refused.status() == 503);
        return refused.status() == 503 ? new Refused(problem, 0) : failed(request, problem);
    }

    /** Asks the program what somebody watches who was let in, and holds it against what they may. */
    Admission.Decision admit(SignalingHandler handler, Entered visitor) {
        Admission.Decision decision = handler.admit(visitor.request());
        boolean allowed = !(decision instanceof Admission.Decision.Watch watch)
                || visitor.admitted().allows(watch.channel());
        if (allowed) {
            return decision;
        }
        counts.count(Refusal.AUTHENTICATION);
        return Admission.refuse(403, "channel_not_allowed", "The token is not for this channel.");
    }

    private AccessCheck.Verdict check(ViewerRequest request) {
        try {
            return entrance.check().check(request);
        } catch (RuntimeException e) {
            toldOfFailures
                    .line()
                    .ifPresent(more -> LOGGER.error("{} cannot be checked{}", request, LogAllowance.more(more), e));
            return FAILED;
        }
    }

    private Refused failed(ViewerRequest request, Problem problem) {
        counts.count(Refusal.AUTHENTICATION);
        int seconds = guesses.failed(request.remoteAddress());
        return seconds == 0 ? new Refused(problem, 0) : slowed(seconds);
    }

    private Refused slowed(int seconds) {
        counts.count(Refusal.AUTHENTICATION_RATE);
        return new Refused(GuessLimit.problem(seconds), seconds);
    }
}
