package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session part or one media section: its address lines and the facts that they depend on. Confined to one
 * rewriting.
 */
final class Section {
    private final String text;
    /** The m= line; null for the session part. */
    final @Nullable AddressLine media;

    final List<AddressLine> lines = new ArrayList<>();
    /** The first c= line. */
    @Nullable
    AddressLine connection;

    private int kindStart;
    private int kindEnd;
    private int protocolStart;
    private int protocolEnd;
    private CandidateTransport transport = CandidateTransport.UDP;
    int portCount = 1;
    private int midStart = -1;
    private int midEnd;
    private @Nullable String knownMid;
    boolean rtcpMux;
    boolean hasRtcp;
    /** Where a c= line would go: after m= and i= (RFC 8866 §9). */
    int connectionAt;
    /** Where the first attribute begins, or the section ends. */
    int attributesAt = -1;
    /** What the rules say about the default destination: c= with m=. */
    Decision destination = Decision.NOT_COVERED;

    Section(String text, @Nullable AddressLine media) {
        this.text = text;
        this.media = media;
    }

    /** {@code m=<media> <port>[/<number of ports>] <proto> <fmt> ...} (RFC 8866 §5.14). */
    void readMedia(AddressLine line) {
        TokenCursor tokens = new TokenCursor(text, line.start + 2, line.end);
        tokens.advance();
        kindStart = tokens.start();
        kindEnd = tokens.end();
        tokens.advance();
        int slash = TokenCursor.find(text, '/', tokens.start(), tokens.end());
        boolean counted = slash < tokens.end();
        line.portStart = tokens.start();
        line.portEnd = slash;
        line.port = (int) TokenCursor.number(text, line.portStart, line.portEnd, 65535);
        portCount = counted ? (int) TokenCursor.number(text, slash + 1, tokens.end(), 65535) : 1;
        if (line.port < 0 || portCount < 1) {
            line.exempt = Reason.MALFORMED;
            line.port = 0;
        }
        tokens.advance();
        protocolStart = tokens.start();
        protocolEnd = tokens.end();
        transport = text.regionMatches(true, protocolStart, "TCP", 0, 3)
                ? CandidateTransport.TCP_PASSIVE
                : CandidateTransport.UDP;
        connectionAt = line.next;
    }

    void midAt(int start, int end) {
        midStart = start;
        midEnd = end;
    }

    /** A stand-in for the section with this mid and kind, for a lone candidate. */
    static Section of(String mid, String kind) {
        Section section = new Section(kind, null);
        section.kindEnd = kind.length();
        section.knownMid = mid;
        return section;
    }

    String kind() {
        return text.substring(kindStart, kindEnd);
    }

    /** The value of a=mid; empty when there is none. */
    String mid() {
        if (knownMid == null) {
            knownMid = midStart < 0 ? "" : text.substring(midStart, midEnd).strip();
        }
        return knownMid;
    }

    /** The transport of the default destination: TCP when the protocol says so (RFC 4145 §3, RFC 4571), else UDP. */
    CandidateTransport transport() {
        return transport;
    }

    boolean isRtp() {
        for (int i = protocolStart; i + 4 <= protocolEnd; i++) {
            if (text.startsWith("RTP/", i)) {
                return true;
            }
        }
        return false;
    }
}
