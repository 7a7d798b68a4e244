package io.github.natcast.sdp.internal;

import org.jspecify.annotations.Nullable;

/**
 * Where the fields of one candidate lie in a text. Mutable, so that one instance serves all candidates of a text;
 * confined to one thread until the last {@link #readExtensions}.
 *
 * <pre>
 * foundation SP component-id SP transport SP priority SP connection-address SP port SP "typ" SP cand-type
 *     [SP "raddr" SP connection-address] [SP "rport" SP port] *(SP extension-att-name SP extension-att-value)
 * </pre>
 *
 * (RFC 8839 §5.1.)
 */
public final class CandidateSyntax {
    /** The text in which the offsets below lie. */
    public final String text;

    public int foundationStart;
    public int foundationEnd;
    public int component;
    public int transportStart;
    public int transportEnd;
    public long priority;
    public int priorityStart;
    public int priorityEnd;
    public int addressStart;
    public int addressEnd;
    public int port;
    public int portEnd;
    public int portStart;
    public int typeStart;
    public int typeEnd;
    /** -1 when there is no {@code raddr}; the same for the other optional fields. */
    public int relatedAddressStart = -1;

    public int relatedAddressEnd = -1;
    public int relatedPortStart = -1;
    public int relatedPortEnd = -1;
    public int tcpTypeStart = -1;
    public int tcpTypeEnd = -1;

    private int limit;
    private long number;
    private int numberStart;
    private int numberEnd;
    private boolean extensionsRead;

    /** For candidates in {@code text}. */
    public CandidateSyntax(String text) {
        this.text = text;
    }

    /**
     * Reads the candidate in {@code text[from, to)}, which begins after {@code candidate:}, in place of the one before.
     *
     * @return null, or what is wrong with the candidate; the offsets then mean nothing
     */
    public @Nullable String read(int from, int to) {
        limit = to;
        extensionsRead = false;
        relatedAddressStart = -1;
        relatedPortStart = -1;
        tcpTypeStart = -1;
        return readFields(text, from, to);
    }

    // One loop a field, on local offsets: this is where a rewriting spends its time.
    private @Nullable String readFields(String text, int from, int to) {
        foundationStart = TokenCursor.skipBlanks(text, from, to);
        foundationEnd = TokenCursor.skipToken(text, foundationStart, to);
        if (foundationStart == foundationEnd) {
            return "expected a foundation";
        }
        boolean read = readNumber(text, foundationEnd, to, 256) || readAfterEmptyFoundation(text, from, to);
        if (!read || number == 0) {
            return "expected a component id from 1 to 256";
        }
        component = (int) number;
        transportStart = TokenCursor.skipBlanks(text, numberEnd, to);
        transportEnd = TokenCursor.skipToken(text, transportStart, to);
        if (transportStart == transportEnd) {
            return "expected a transport";
        }
        if (!readNumber(text, transportEnd, to, 0xFFFF_FFFFL)) {
            return "expected a priority from 1 to 4294967295";
        }
        priority = number;
        priorityStart = numberStart;
        priorityEnd = numberEnd;
        addressStart = TokenCursor.skipBlanks(text, priorityEnd, to);
        addressEnd = TokenCursor.skipToken(text, addressStart, to);
        if (!readNumber(text, addressEnd, to, 65535)) {
            return "expected an address and a port from 0 to 65535";
        }
        port = (int) number;
        portStart = numberStart;
        portEnd = numberEnd;
        int typ = TokenCursor.skipBlanks(text, portEnd, to);
        int afterTyp = Math.min(typ + "typ".length(), to);
        typeStart = TokenCursor.skipBlanks(text, afterTyp, to);
        typeEnd = TokenCursor.skipToken(text, typeStart, to);
        boolean complete = afterTyp < typeStart && typeStart < typeEnd;
        return complete && TokenCursor.equalsIgnoreCase(text, typ, afterTyp, "typ")
                ? null
                : "expected \"typ\" and a candidate type after the port";
    }

    /** "candidate: 1 udp …": an empty foundation, not RFC 8839 but sent by early mobile SDKs. */
    private boolean readAfterEmptyFoundation(String text, int from, int to) {
        boolean blankFirst = foundationStart > from;
        foundationStart = from;
        foundationEnd = from;
        return blankFirst && readNumber(text, from, to, 256);
    }

    /** Reads the next token into {@link #number}; false when it is not a number, or above {@code most}. */
    private boolean readNumber(String text, int from, int to, long most) {
        int at = TokenCursor.skipBlanks(text, from, to);
        numberStart = at;
        long value = 0;
        while (at < to && value <= most) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            at++;
        }
        number = value;
        numberEnd = at;
        return at > numberStart && value <= most && (at == to || TokenCursor.isBlank(text.charAt(at)));
    }

    /** Finds the optional fields, whose offsets {@link #read} sets to -1. Separate, since most callers need none. */
    public CandidateSyntax readExtensions() {
        if (!extensionsRead) {
            extensionsRead = true;
            readExtensions(new TokenCursor(text, typeEnd, limit), false);
        }
        return this;
    }

    /** As {@link #readExtensions}, but reads no further than {@code tcptype}. */
    public CandidateSyntax readTcpType() {
        if (!extensionsRead && tcpTypeStart < 0) {
            readExtensions(new TokenCursor(text, typeEnd, limit), true);
        }
        return this;
    }

    private void readExtensions(TokenCursor tokens, boolean tcpTypeOnly) {
        while (tokens.advance()) {
            int nameLength = tokens.end() - tokens.start();
            boolean relatedAddress = nameLength == 5 && tokens.is("raddr");
            boolean relatedPort = nameLength == 5 && tokens.is("rport");
            boolean tcpType = nameLength == 7 && tokens.is("tcptype");
            // Some extensions have no value, so that an unknown token says nothing about the next one.
            if (!(relatedAddress || relatedPort || tcpType)) {
                continue;
            }
            if (!tokens.advance()) {
                return;
            }
            if (relatedAddress && relatedAddressStart < 0) {
                relatedAddressStart = tokens.start();
                relatedAddressEnd = tokens.end();
            } else if (relatedPort && relatedPortStart < 0) {
                relatedPortStart = tokens.start();
                relatedPortEnd = tokens.end();
            } else if (tcpType && tcpTypeStart < 0) {
                tcpTypeStart = tokens.start();
                tcpTypeEnd = tokens.end();
                if (tcpTypeOnly) {
                    return;
                }
            }
        }
    }
}
