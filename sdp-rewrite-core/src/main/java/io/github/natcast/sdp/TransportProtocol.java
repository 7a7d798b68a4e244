package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.TokenCursor;

/** The transport of a candidate, RFC 8839 §5.1 and RFC 6544 §4.5. */
public enum TransportProtocol {
    /** {@code UDP}, in any case. */
    UDP,
    /** {@code TCP}, in any case; RFC 6544 adds {@code tcptype}. */
    TCP,
    /** Anything else, such as {@code ssltcp}; {@link IceCandidate#transportToken()} gives its name. */
    OTHER;

    /** The transport with this wire token, in any case; {@link #OTHER} for an unknown one. */
    public static TransportProtocol ofToken(String token) {
        return ofToken(token, 0, token.length());
    }

    /** As {@link #ofToken(String)}, for the token {@code text[from, to)}; copies nothing. */
    public static TransportProtocol ofToken(String text, int from, int to) {
        if (TokenCursor.equalsIgnoreCase(text, from, to, "udp")) {
            return UDP;
        }
        return TokenCursor.equalsIgnoreCase(text, from, to, "tcp") ? TCP : OTHER;
    }
}
