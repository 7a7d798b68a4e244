package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.CandidateSyntax;
import io.github.natcast.sdp.internal.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One ICE candidate, RFC 8839 §5.1, with the TCP extension of RFC 6544 §4.5. Immutable; {@link #toString()} returns the
 * parsed text unchanged.
 */
public final class IceCandidate {
    private static final String ATTRIBUTE = "a=candidate:";
    private static final String CANDIDATE = "candidate:";

    private final String text;
    private final CandidateSyntax syntax;

    private IceCandidate(String text, CandidateSyntax syntax) {
        this.text = text;
        this.syntax = syntax.readExtensions();
    }

    /**
     * Reads {@code candidate:…} (as in {@code RTCIceCandidate.candidate}) or {@code a=candidate:…} (as in SDP).
     *
     * @throws SdpParseException when a mandatory field is missing or out of range; the message says which
     */
    public static IceCandidate parse(String text) {
        int from = valueStart(text);
        if (from < 0) {
            throw new SdpParseException(
                    "expected a candidate that begins with \"candidate:\" or \"a=candidate:\"", text);
        }
        CandidateSyntax syntax = new CandidateSyntax(text);
        int end = lineEnd(text);
        String problem = isOneLine(text, end) ? syntax.read(from, end) : "expected one line";
        if (problem != null) {
            throw new SdpParseException(problem + " in the candidate", text);
        }
        return new IceCandidate(text, syntax);
    }

    /** As {@link #parse}, but empty when the text is not a candidate. */
    public static Optional<IceCandidate> tryParse(String text) {
        int from = valueStart(text);
        if (from < 0) {
            return Optional.empty();
        }
        CandidateSyntax syntax = new CandidateSyntax(text);
        int end = lineEnd(text);
        return isOneLine(text, end) && syntax.read(from, end) == null
                ? Optional.of(new IceCandidate(text, syntax))
                : Optional.empty();
    }

    private static int valueStart(String text) {
        if (text.startsWith(CANDIDATE)) {
            return CANDIDATE.length();
        }
        return text.startsWith(ATTRIBUTE) ? ATTRIBUTE.length() : -1;
    }

    private static boolean isOneLine(String text, int end) {
        return TokenCursor.find(text, '\n', 0, end) == end && TokenCursor.find(text, '\r', 0, end) == end;
    }

    private static int lineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /** Equal for candidates of the same type, base, STUN or TURN server and transport (RFC 8445 §5.1.1.3). */
    public String foundation() {
        return text.substring(syntax.foundationStart, syntax.foundationEnd);
    }

    /** 1 to 256: 1 for RTP and for anything that has one component, 2 for RTCP. */
    public int component() {
        return syntax.component;
    }

    /** The transport. */
    public TransportProtocol transport() {
        return TransportProtocol.ofToken(text, syntax.transportStart, syntax.transportEnd);
    }

    /** The transport exactly as written. */
    public String transportToken() {
        return text.substring(syntax.transportStart, syntax.transportEnd);
    }

    /** From 0 to 2<sup>32</sup> - 1; RFC 8445 §5.1.2 allows 1 to 2<sup>31</sup> - 1. */
    public long priority() {
        return syntax.priority;
    }

    /** An IP literal or a host name, exactly as written. */
    public String address() {
        return text.substring(syntax.addressStart, syntax.addressEnd);
    }

    /** The IP address; empty for a host name such as {@code ….local} (mDNS), which is never looked up. */
    public Optional<IpAddress> ip() {
        return Optional.ofNullable(IpAddress.parseOrNull(text, syntax.addressStart, syntax.addressEnd));
    }

    /** 0 to 65535; 9 stands for "none" (RFC 6544 §4.5, active TCP). */
    public int port() {
        return syntax.port;
    }

    /** The candidate's type. */
    public CandidateType type() {
        return CandidateType.ofToken(text, syntax.typeStart, syntax.typeEnd);
    }

    /** The type exactly as written. */
    public String typeToken() {
        return text.substring(syntax.typeStart, syntax.typeEnd);
    }

    /** The value of {@code raddr}. */
    public Optional<String> relatedAddress() {
        return optional(syntax.relatedAddressStart, syntax.relatedAddressEnd);
    }

    /** The value of {@code rport}; empty when there is none, or it is not a port. */
    public OptionalInt relatedPort() {
        long port = TokenCursor.number(text, syntax.relatedPortStart, syntax.relatedPortEnd, 65535);
        return syntax.relatedPortStart < 0 || port < 0 ? OptionalInt.empty() : OptionalInt.of((int) port);
    }

    /** The value of {@code tcptype}: {@code active}, {@code passive} or {@code so}. */
    public Optional<String> tcpType() {
        return optional(syntax.tcpTypeStart, syntax.tcpTypeEnd);
    }

    /** The extensions after the type, {@code raddr}, {@code rport} and {@code tcptype} excluded, in their order. */
    public List<Extension> extensions() {
        List<Extension> extensions = new ArrayList<>();
        TokenCursor tokens = new TokenCursor(text, syntax.typeEnd, lineEnd(text));
        while (tokens.advance()) {
            boolean field = tokens.is("raddr") || tokens.is("rport") || tokens.is("tcptype");
            String name = tokens.value();
            String value = tokens.advance() ? tokens.value() : "";
            if (!field) {
                extensions.add(new Extension(name, value));
            }
        }
        return List.copyOf(extensions);
    }

    /** The value of the first extension with this name, such as {@code ufrag} or {@code generation}. */
    public Optional<String> extension(String name) {
        return extensions().stream()
                .filter(extension -> extension.name().equalsIgnoreCase(name))
                .map(Extension::value)
                .findFirst();
    }

    private Optional<String> optional(int start, int end) {
        return start < 0 ? Optional.empty() : Optional.of(text.substring(start, end));
    }

    /** Whether the texts are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IceCandidate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    /** The parsed text, unchanged. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * {@code extension-att-name SP extension-att-value} (RFC 8839 §5.1).
     *
     * @param value empty when the text ends after the name
     */
    public record Extension(String name, String value) {}
}
