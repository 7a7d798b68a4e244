package io.github.natcast.sdp.internal;

/**
 * Where the fields of {@code a=rtcp:<port> [<nettype> <addrtype> <connection-address>]} lie in a text (RFC 3605 §2.1).
 * Mutable; confined to its caller's thread.
 */
public final class RtcpSyntax {
    private static final int MAX_PORT = 65535;

    private final String text;

    public int port;
    public int portStart;
    public int portEnd;

    /** For lines in {@code text}. */
    public RtcpSyntax(String text) {
        this.text = text;
    }

    /**
     * Reads {@code text[from, to)}, which begins after {@code a=rtcp:}; false when it has no valid port. Anything after
     * the port is for {@link ConnectionSyntax}.
     */
    public boolean read(int from, int to) {
        portStart = TokenCursor.skipBlanks(text, from, to);
        portEnd = TokenCursor.skipToken(text, portStart, to);
        port = (int) TokenCursor.number(text, portStart, portEnd, MAX_PORT);
        return port >= 0;
    }

    /** Whether anything but blanks stands after the port. */
    public boolean hasMore(int to) {
        return TokenCursor.skipBlanks(text, portEnd, to) < to;
    }
}
