package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.streamer.internal.connection.ConnectionEnd;
import java.util.Optional;

/**
 * Why a viewer ended. Immutable.
 *
 * @param operator for the log and the program
 * @param page for the viewer's page, which anybody may read
 */
record EndReason(String operator, String page) {

    /** What happened, and behind it what to change. */
    static EndReason of(ConnectionEnd end, ViewerVerdicts.Verdict verdict) {
        return new EndReason(
                with(end, verdict.operator().map(ViewerVerdict::operator)),
                with(end, verdict.page().map(ViewerVerdict::general)));
    }

    private static String with(ConnectionEnd end, Optional<String> advice) {
        return end.reason() + advice.map(words -> ": " + words).orElse("");
    }

    /** Whether the end is that of a connection that never came about, and that more can be said of. */
    static boolean needsVerdict(ConnectionEnd end) {
        return switch (end.cause()) {
            case NO_CHECK, NOT_SECURED, DTLS_FAILED -> true;
            case CLOSED_HERE, VIEWER_LEFT, CONSENT_EXPIRED, ICE_FAILED -> false;
        };
    }

    /** The words of whoever ended the handshake; empty when it ended for another reason. */
    static Optional<String> handshakeFailure(ConnectionEnd end) {
        return Optional.of(end)
                .filter(one -> one.cause() == ConnectionEnd.Cause.DTLS_FAILED)
                .map(ConnectionEnd::reason);
    }
}
