package io.github.natcast.sdp.internal;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.TransportProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of one candidate lie in a text. Written once by {@link #read}, immutable afterwards.
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

    /** What is wrong with the candidate; null when it can be used. */
    public @Nullable String problem;

    private CandidateSyntax(String text) {
        this.text = text;
    }

    /** Reads the candidate in {@code text[from, to)}, which begins after {@code candidate:}. */
    public static CandidateSyntax read(String text, int from, int to) {
        CandidateSyntax syntax = new CandidateSyntax(text);
        syntax.problem = syntax.readFields(new Tokens(text, from, to), from);
        return syntax;
    }

    private @Nullable String readFields(Tokens tokens, int from) {
        if (!tokens.advance()) {
            return "expected a foundation";
        }
        foundationStart = tokens.start();
        foundationEnd = tokens.end();
        int firstNumber = (int) tokens.number(255);
        tokens.advance();
        component = (int) tokens.number(255);
        if (component < 0 && firstNumber >= 0 && foundationStart > from) {
            // "candidate: 1 udp …": an empty foundation, not RFC 8839 but sent by early mobile SDKs.
            foundationEnd = foundationStart = from;
            component = firstNumber;
        } else {
            tokens.advance();
        }
        if (component < 0) {
            return "expected a component id from 1 to 255";
        }
        transportStart = tokens.start();
        transportEnd = tokens.end();
        if (transportStart == transportEnd) {
            return "expected a transport";
        }
        tokens.advance();
        priority = tokens.number(0xFFFF_FFFFL);
        priorityStart = tokens.start();
        priorityEnd = tokens.end();
        if (priority < 0) {
            return "expected a priority from 1 to 4294967295";
        }
        tokens.advance();
        addressStart = tokens.start();
        addressEnd = tokens.end();
        tokens.advance();
        port = (int) tokens.number(65535);
        portStart = tokens.start();
        portEnd = tokens.end();
        if (port < 0) {
            return "expected an address and a port from 0 to 65535";
        }
        if (!tokens.advance() || !tokens.is("typ") || !tokens.advance()) {
            return "expected \"typ\" and a candidate type after the port";
        }
        typeStart = tokens.start();
        typeEnd = tokens.end();
        readExtensions(tokens);
        return null;
    }

    private void readExtensions(Tokens tokens) {
        while (tokens.advance()) {
            int nameLength = tokens.end() - tokens.start();
            boolean relatedAddress = nameLength == 5 && tokens.is("raddr");
            boolean relatedPort = nameLength == 5 && tokens.is("rport");
            boolean tcpType = nameLength == 7 && tokens.is("tcptype");
            if (!tokens.advance()) {
                return;
            }
            if (relatedAddress) {
                relatedAddressStart = tokens.start();
                relatedAddressEnd = tokens.end();
            } else if (relatedPort) {
                relatedPortStart = tokens.start();
                relatedPortEnd = tokens.end();
            } else if (tcpType) {
                tcpTypeStart = tokens.start();
                tcpTypeEnd = tokens.end();
            }
        }
    }

    /** The candidate's type. */
    public CandidateType type() {
        for (CandidateType type : TYPES) {
            if (Tokens.equalsIgnoreCase(text, typeStart, typeEnd, type.token())) {
                return type;
            }
        }
        return CandidateType.OTHER;
    }

    /** The candidate's transport. */
    public TransportProtocol transport() {
        if (Tokens.equalsIgnoreCase(text, transportStart, transportEnd, "udp")) {
            return TransportProtocol.UDP;
        }
        return Tokens.equalsIgnoreCase(text, transportStart, transportEnd, "tcp")
                ? TransportProtocol.TCP
                : TransportProtocol.OTHER;
    }

    private static final CandidateType[] TYPES = CandidateType.values();
}
