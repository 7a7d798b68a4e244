package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.TokenCursor;

/** The type of a candidate, RFC 8839 §5.1 {@code cand-type}. */
public enum CandidateType {
    /** An address of the host itself. */
    HOST("host"),
    /** The address a STUN server saw. */
    SRFLX("srflx"),
    /** An address learned from a connectivity check. */
    PRFLX("prflx"),
    /** An address of a TURN server. */
    RELAY("relay"),
    /** A type of a later specification; {@link IceCandidate#typeToken()} gives its name. */
    OTHER("");

    private final String token;

    CandidateType(String token) {
        this.token = token;
    }

    /** The spelling on the wire; empty for {@link #OTHER}. */
    public String token() {
        return token;
    }

    /** The type with this wire token, in any case; {@link #OTHER} for an unknown one. */
    public static CandidateType ofToken(String token) {
        return ofToken(token, 0, token.length());
    }

    /** As {@link #ofToken(String)}, for the token {@code text[from, to)}; copies nothing. */
    public static CandidateType ofToken(String text, int from, int to) {
        CandidateType expected = from == to ? OTHER : ofInitial(text.charAt(from));
        return TokenCursor.equalsIgnoreCase(text, from, to, expected.token) ? expected : OTHER;
    }

    private static CandidateType ofInitial(char initial) {
        return switch (initial) {
            case 'h', 'H' -> HOST;
            case 's', 'S' -> SRFLX;
            case 'p', 'P' -> PRFLX;
            case 'r', 'R' -> RELAY;
            default -> OTHER;
        };
    }
}
