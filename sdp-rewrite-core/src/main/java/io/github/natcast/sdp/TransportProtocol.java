package io.github.natcast.sdp;

import java.util.Locale;

/** The transport of a candidate, RFC 8839 §5.1 and RFC 6544 §4.5. */
public enum TransportProtocol {
    /** {@code UDP}, in any case. */
    UDP,
    /** {@code TCP}, in any case; RFC 6544 adds {@code tcptype}. */
    TCP,
    /** Anything else, such as {@code ssltcp}; {@link IceCandidate#transportToken()} has its name. */
    OTHER;

    /** The transport with this wire token, in any case; {@link #OTHER} for an unknown one. */
    public static TransportProtocol ofToken(String token) {
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "udp" -> UDP;
            case "tcp" -> TCP;
            default -> OTHER;
        };
    }
}
