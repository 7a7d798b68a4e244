package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.Refused;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request or message was refused; HTTP and WebSocket report it alike. Immutable.
 *
 * @param status the HTTP status
 * @param code stable, for programs
 * @param message for people: the reason and what would be accepted
 * @param offending the part of the request that the message refers to
 * @param retry whether to try again is of any use; null where the status says so
 * @param retryAfterSeconds when it is; 0 when that is not known
 */
record Problem(
        int status,
        String code,
        String message,
        @Nullable String offending,
        @Nullable Boolean retry,
        int retryAfterSeconds) {
    static final Problem NO_SUCH_VIEWER =
            new Problem(404, "no_such_viewer", "No viewer has this URL; it may have ended.");

    private static final int EXCERPT = 80;

    /** RFC 6455 §7.4.2 leaves 4000 to 4999 to applications: 4401 is what HTTP calls 401. */
    private static final int APPLICATION_CODES = 4000;

    Problem(int status, String code, String message, @Nullable String offending, @Nullable Boolean retry) {
        this(status, code, message, offending, retry, 0);
    }

    Problem(int status, String code, String message) {
        this(status, code, message, null, null);
    }

    Problem(int status, String code, String message, @Nullable String offending) {
        this(status, code, message, offending, null);
    }

    /**
     * Whether the client did something wrong: it did not where there was no place, or the server failed, nor where it
     * is told when to come again.
     */
    boolean isRefusal() {
        return status >= 400 && status < 500 && retryAfterSeconds == 0;
    }

    /** The status of a WebSocket that is closed for it. */
    int closeCode() {
        return APPLICATION_CODES + status;
    }

    /** The same, with the part of the request that it refers to. */
    Problem about(String part) {
        return new Problem(status, code, message, excerpt(part), retry, retryAfterSeconds);
    }

    static Problem of(OfferRejectedException rejection) {
        int status = switch (rejection.code()) {
            case NOT_SDP, BAD_FRAGMENT -> 400;
            case NO_SUCH_CHANNEL -> 404;
            case VIEWER_ENDED -> 410;
            case TOO_LARGE -> 413;
            case TOO_MANY_VIEWERS_OF_CLIENT -> 429;
            case TOO_MANY_VIEWERS, NO_ENCODER_FREE, SHUTTING_DOWN -> 503;
            // Not 406: WHEP clients expect a counter-offer in its body.
            case NO_VIDEO,
                    NO_COMMON_CODEC,
                    NO_BUNDLE,
                    NO_RTCP_MUX,
                    NO_ICE_CREDENTIALS,
                    NO_DTLS,
                    NO_FINGERPRINT,
                    UNSUPPORTED_SETUP,
                    MEDIA_CHANGED -> 422;
        };
        String message = String.valueOf(rejection.getMessage());
        return new Problem(
                status,
                rejection.code().wire(),
                message,
                rejection.offending().orElse(null),
                null,
                rejection.retryAfterSeconds());
    }

    /** The program said no: for good, but for 503. */
    static Problem of(Admission.Decision.Refuse refusal) {
        return new Problem(refusal.status(), refusal.code(), refusal.text(), null, refusal.status() == 503);
    }

    /** Too many offers: of one client (RFC 6585 §4), or of all. */
    static Problem of(Refused refused) {
        boolean own = refused.limit() == Refusal.OFFERS_PER_CLIENT;
        return new Problem(
                own ? 429 : 503,
                own ? "too_many_offers" : "overloaded",
                refused.message(),
                null,
                true,
                refused.retryAfterSeconds());
    }

    static Problem offerTooLarge(int bytes, int limit) {
        return new Problem(
                413,
                OfferRejectedException.Code.TOO_LARGE.wire(),
                "The offer is " + bytes + " bytes long; at most " + limit + " are accepted.");
    }

    static Problem bodyTooLarge(int limit) {
        return new Problem(413, "body_too_large", "The body is longer than " + limit + " bytes.");
    }

    static Problem internal() {
        return new Problem(500, "internal_error", "The server failed on this request; its log says why.");
    }

    /** The beginning of a text; never half of a surrogate pair. */
    static String excerpt(String text) {
        if (text.length() <= EXCERPT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
        return text.substring(0, end) + "…";
    }

    /** Whether the same request may succeed later, so that a client may repeat it by itself. */
    boolean mayBeRetried() {
        Boolean decided = retry;
        return decided == null ? status >= 500 || status == 408 || status == 429 : decided;
    }
}
