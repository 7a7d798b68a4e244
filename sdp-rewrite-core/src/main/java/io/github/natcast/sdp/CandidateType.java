package io.github.natcast.sdp;

import java.util.Locale;

/** The type of a candidate, RFC 8839 §5.1 {@code cand-type}. */
public enum CandidateType {
    /** An address of the host itself. */
    HOST("host"),
    /** The address a STUN server saw. */
    SRFLX("srflx"),
    /** An address learnt from a connectivity check. */
    PRFLX("prflx"),
    /** An address of a TURN server. */
    RELAY("relay"),
    /** A type of a later specification; {@link IceCandidate#typeToken()} has its name. */
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
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "host" -> HOST;
            case "srflx" -> SRFLX;
            case "prflx" -> PRFLX;
            case "relay" -> RELAY;
            default -> OTHER;
        };
    }
}
