package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.ViewerState;

/**
 * Why a connection ended. Immutable.
 *
 * @param cause the kind of end
 * @param reason a sentence for the operator: what happened and what to check
 */
public record ConnectionEnd(Cause cause, String reason) {

    /** The kinds of end. The wire spelling is stable: metrics and the page show it. */
    public enum Cause {
        /** {@link ViewerConnection#close()}: a DELETE, a closed WebSocket, or the end of the program. */
        CLOSED_HERE("closed_here", false),
        /** The viewer sent close_notify (RFC 5246 §7.2.1). */
        VIEWER_LEFT("viewer_left", false),
        /** The viewer's consent to receive packets has expired (RFC 7675 §5.1). */
        CONSENT_EXPIRED("consent_expired", true),
        /** No connectivity check of the viewer arrived. */
        NO_CHECK("no_check", true),
        /** Checks arrived, but no pair became valid, or the DTLS handshake did not finish. */
        NOT_SECURED("not_secured", true),
        ICE_FAILED("ice_failed", true),
        DTLS_FAILED("dtls_failed", true);

        private final String wire;
        private final boolean failure;

        Cause(String wire, boolean failure) {
            this.wire = wire;
            this.failure = failure;
        }

        public String wire() {
            return wire;
        }

        /** Whether the state is {@link ViewerState#FAILED} and not {@link ViewerState#CLOSED}. */
        public boolean isFailure() {
            return failure;
        }
    }
}
