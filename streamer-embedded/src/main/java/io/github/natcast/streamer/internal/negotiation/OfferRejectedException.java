package io.github.natcast.streamer.internal.negotiation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an offer, or a fragment that restarts or trickles ICE, cannot be answered. The message is for the sender
 * of the offer: it names the reason and what would be accepted.
 */
public final class OfferRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The reasons. The wire spelling is stable: signalling errors carry it. */
    public enum Code {
        NOT_SDP("not_sdp"),
        TOO_LARGE("offer_too_large"),
        NO_VIDEO("no_video"),
        NO_COMMON_CODEC("no_common_codec"),
        NO_BUNDLE("no_bundle"),
        NO_RTCP_MUX("no_rtcp_mux"),
        NO_ICE_CREDENTIALS("no_ice_credentials"),
        NO_DTLS("no_dtls"),
        NO_FINGERPRINT("no_fingerprint"),
        UNSUPPORTED_SETUP("unsupported_setup"),
        MEDIA_CHANGED("media_changed"),
        BAD_FRAGMENT("bad_fragment"),
        VIEWER_ENDED("viewer_ended"),
        NO_SUCH_CHANNEL("no_such_channel"),
        TOO_MANY_VIEWERS("too_many_viewers"),
        TOO_MANY_VIEWERS_OF_CLIENT("too_many_viewers_of_client"),
        NO_ENCODER_FREE("no_encoder_free"),
        SHUTTING_DOWN("shutting_down");

        private final String wire;

        Code(String wire) {
            this.wire = wire;
        }

        /** The spelling in signalling. */
        public String wire() {
            return wire;
        }
    }

    /** A message may quote the offer, whose sender must not choose how much is logged and sent back. */
    private static final int LONGEST_MESSAGE = 1_000;

    private static final int LONGEST_OFFENDING = 200;

    private final Code code;
    private final @Nullable String offending;
    private final int retryAfterSeconds;

    public OfferRejectedException(Code code, String message) {
        this(code, message, 0);
    }

    /** @param retryAfterSeconds when it is of use to try again; 0 when that is not known */
    public OfferRejectedException(Code code, String message, int retryAfterSeconds) {
        super(cut(message, LONGEST_MESSAGE));
        this.code = code;
        this.offending = null;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** @param offending the line or value that the message refers to; it is cut to 200 characters */
    public OfferRejectedException(Code code, String message, String offending) {
        super(cut(message, LONGEST_MESSAGE));
        this.code = code;
        this.offending = cut(offending, LONGEST_OFFENDING);
        this.retryAfterSeconds = 0;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    public Code code() {
        return code;
    }

    /** When it is of use to try again; 0 when that is not known. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The line or value of the offer that the message refers to, cut to 200 characters. */
    public Optional<String> offending() {
        return Optional.ofNullable(offending);
    }
}
