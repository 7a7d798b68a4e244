package io.github.natcast.sdp.internal;

/**
 * Where {@code <nettype> <addrtype> <connection-address>} lies in a text, as {@code c=}, {@code o=} and {@code a=rtcp}
 * carry it (RFC 8866 §5.7). Mutable, so that one instance serves all lines of a text; confined to its caller's thread.
 */
public final class ConnectionSyntax {
    private final String text;

    public int networkTypeStart;
    public int networkTypeEnd;
    public int addressTypeStart;
    public int addressTypeEnd;
    public int addressStart;
    /** The end of the address itself; a multicast group may have {@code /ttl/count} after it. */
    public int addressEnd;
    /** The end of the token that the address begins. */
    public int tokenEnd;

    /** For lines in {@code text}. */
    public ConnectionSyntax(String text) {
        this.text = text;
    }

    /** Reads the next three tokens of {@code text[from, to)}; false when there are fewer. */
    public boolean read(int from, int to) {
        networkTypeStart = TokenCursor.skipBlanks(text, from, to);
        networkTypeEnd = TokenCursor.skipToken(text, networkTypeStart, to);
        addressTypeStart = TokenCursor.skipBlanks(text, networkTypeEnd, to);
        addressTypeEnd = TokenCursor.skipToken(text, addressTypeStart, to);
        addressStart = TokenCursor.skipBlanks(text, addressTypeEnd, to);
        tokenEnd = TokenCursor.skipToken(text, addressStart, to);
        addressEnd = TokenCursor.find(text, '/', addressStart, tokenEnd);
        return addressStart < tokenEnd;
    }

    /** Whether the network type is {@code IN}. */
    public boolean isInternet() {
        return TokenCursor.equalsIgnoreCase(text, networkTypeStart, networkTypeEnd, "in");
    }

    /** Whether the address type is {@code IP4}. */
    public boolean isIp4() {
        return TokenCursor.equalsIgnoreCase(text, addressTypeStart, addressTypeEnd, "ip4");
    }

    /** Whether the address type is {@code IP6}. */
    public boolean isIp6() {
        return TokenCursor.equalsIgnoreCase(text, addressTypeStart, addressTypeEnd, "ip6");
    }
}
