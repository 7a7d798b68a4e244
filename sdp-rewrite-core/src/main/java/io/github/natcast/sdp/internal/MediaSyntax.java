package io.github.natcast.sdp.internal;

/**
 * Where the fields of {@code m=<media> <port>[/<number of ports>] <proto> <fmt> ...} lie in a text (RFC 8866 §5.14).
 * Mutable; confined to its caller's thread.
 */
public final class MediaSyntax {
    private static final int MAX_PORT = 65535;

    private final String text;

    public int kindStart;
    public int kindEnd;
    /** -1 when the line has none that is valid. */
    public int port;

    public int portStart;
    public int portEnd;
    /** 1 when the line has none; -1 or 0 when it is not valid. */
    public int portCount;

    public int protocolStart;
    public int protocolEnd;

    /** For lines in {@code text}. */
    public MediaSyntax(String text) {
        this.text = text;
    }

    /** Reads {@code text[from, to)}, which begins after {@code m=}; missing fields are empty. */
    public void read(int from, int to) {
        kindStart = TokenCursor.skipBlanks(text, from, to);
        kindEnd = TokenCursor.skipToken(text, kindStart, to);
        portStart = TokenCursor.skipBlanks(text, kindEnd, to);
        int tokenEnd = TokenCursor.skipToken(text, portStart, to);
        portEnd = TokenCursor.find(text, '/', portStart, tokenEnd);
        port = (int) TokenCursor.number(text, portStart, portEnd, MAX_PORT);
        portCount = portEnd < tokenEnd ? (int) TokenCursor.number(text, portEnd + 1, tokenEnd, MAX_PORT) : 1;
        protocolStart = TokenCursor.skipBlanks(text, tokenEnd, to);
        protocolEnd = TokenCursor.skipToken(text, protocolStart, to);
    }
}
