package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.ViewerState;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one connection; its state and its deadlines are derived from them and the time alone. Confined to the
 * control thread; times are on its clock.
 */
final class ConnectionFacts {
    /** How often a silent viewer is checked: no event signals that its consent answers arrive again. */
    private static final long RETURN_CHECK_NANOS = 500_000_000;

    final long openedNanos;
    boolean checked;
    long checkedNanos;
    boolean pathValid;
    long consentNanos;
    boolean secured;

    @Nullable
    ConnectionEnd end;

    ConnectionFacts(long openedNanos) {
        this.openedNanos = openedNanos;
    }

    /** The first state whose condition holds, in the order of webrtc-pc §4.3.3. */
    ViewerState state(ConnectionLimits limits, long now) {
        // closed: the connection was closed.
        if (end != null && !end.cause().isFailure()) {
            return ViewerState.CLOSED;
        }
        // failed: ICE or DTLS has failed.
        if (end != null) {
            return ViewerState.FAILED;
        }
        // disconnected: ICE had a path and has lost contact.
        if (pathValid && now - consentNanos >= limits.silence().toNanos()) {
            return ViewerState.DISCONNECTED;
        }
        // new: neither ICE nor DTLS has begun.
        if (!checked) {
            return ViewerState.NEW;
        }
        // connected: ICE has a path and DTLS is established over it.
        if (pathValid && secured) {
            return ViewerState.CONNECTED;
        }
        // connecting: anything else.
        return ViewerState.CONNECTING;
    }

    /** The limit that has expired by now, or null. */
    ConnectionEnd.@Nullable Cause expired(ConnectionLimits limits, long now) {
        if (!checked) {
            return now - openedNanos >= limits.firstCheck().toNanos() ? ConnectionEnd.Cause.NO_CHECK : null;
        }
        if (!secured && now - checkedNanos >= limits.secured().toNanos()) {
            return ConnectionEnd.Cause.NOT_SECURED;
        }
        boolean consentExpired =
                pathValid && now - consentNanos >= limits.consent().toNanos();
        return consentExpired ? ConnectionEnd.Cause.CONSENT_EXPIRED : null;
    }

    /** The next time at which the state or the expiry may change without an event; evaluate again then. */
    long nextDeadlineNanos(ConnectionLimits limits, long now) {
        if (!checked) {
            return openedNanos + limits.firstCheck().toNanos();
        }
        if (!pathValid) {
            return checkedNanos + limits.secured().toNanos();
        }
        long silent = consentNanos + limits.silence().toNanos();
        long next = now - silent < 0
                ? silent
                : earlier(consentNanos + limits.consent().toNanos(), now + RETURN_CHECK_NANOS);
        return secured ? next : earlier(next, checkedNanos + limits.secured().toNanos());
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
