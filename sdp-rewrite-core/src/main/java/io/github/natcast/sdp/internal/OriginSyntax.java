package io.github.natcast.sdp.internal;

/**
 * Where the fields of {@code o=<username> <sess-id> <sess-version> <nettype> <addrtype> <unicast-address>} lie in a
 * text (RFC 8866 §5.2). Mutable; confined to its caller's thread.
 */
public final class OriginSyntax {
    private static final int FIELDS = 6;

    private final String text;

    public int usernameStart;
    public int usernameEnd;
    public int sessionIdStart;
    public int sessionIdEnd;
    public int versionStart;
    public int versionEnd;
    /** Where the network type begins, for {@link ConnectionSyntax}. */
    public int connectionStart;

    /** For lines in {@code text}. */
    public OriginSyntax(String text) {
        this.text = text;
    }

    /** Reads {@code text[from, to)}, which begins after {@code o=}; false when there are fewer than six fields. */
    public boolean read(int from, int to) {
        // RFC 8866 has no blank in the user name; some senders write blanks, so count from the end.
        int[] starts = new int[FIELDS];
        int[] ends = new int[FIELDS];
        int count = 0;
        TokenCursor tokens = new TokenCursor(text, from, to);
        while (tokens.advance()) {
            usernameStart = count == 0 ? tokens.start() : usernameStart;
            starts[count % FIELDS] = tokens.start();
            ends[count % FIELDS] = tokens.end();
            count++;
        }
        if (count < FIELDS) {
            return false;
        }
        usernameEnd = ends[count % FIELDS];
        sessionIdStart = starts[(count + 1) % FIELDS];
        sessionIdEnd = ends[(count + 1) % FIELDS];
        versionStart = starts[(count + 2) % FIELDS];
        versionEnd = ends[(count + 2) % FIELDS];
        connectionStart = starts[(count + 3) % FIELDS];
        return true;
    }
}
