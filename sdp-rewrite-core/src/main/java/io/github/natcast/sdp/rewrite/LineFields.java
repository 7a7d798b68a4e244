package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.CandidateSyntax;
import io.github.natcast.sdp.internal.ConnectionSyntax;
import io.github.natcast.sdp.internal.LineKind;
import io.github.natcast.sdp.internal.OriginSyntax;
import io.github.natcast.sdp.internal.RtcpSyntax;
import io.github.natcast.sdp.internal.TokenCursor;

/** Finds address and port within each kind of line, by the readers that the model uses. Confined to one rewriting. */
final class LineFields {
    private final String text;
    private final CandidateSyntax candidate;
    private final ConnectionSyntax connection;

    LineFields(String text) {
        this.text = text;
        this.candidate = new CandidateSyntax(text);
        this.connection = new ConnectionSyntax(text);
    }

    void connection(AddressLine line, int from) {
        if (!connection.read(from, line.end) || !connection.isInternet()) {
            line.exempt = Reason.MALFORMED;
            return;
        }
        boolean ip4 = connection.isIp4();
        if (!ip4 && !connection.isIp6()) {
            line.exempt = Reason.MALFORMED;
            return;
        }
        line.addressTypeStart = connection.addressTypeStart;
        line.addressTypeEnd = connection.addressTypeEnd;
        address(line, connection.addressStart, connection.addressEnd);
        if (line.ip != null && (line.ip.family() == AddressFamily.IPV4) != ip4) {
            line.exempt = Reason.MALFORMED;
        }
    }

    void origin(AddressLine line, int from) {
        OriginSyntax origin = new OriginSyntax(text);
        if (origin.read(from, line.end)) {
            connection(line, origin.connectionStart);
        } else {
            line.exempt = Reason.MALFORMED;
        }
    }

    void rtcp(AddressLine line, int from) {
        RtcpSyntax rtcp = new RtcpSyntax(text);
        if (!rtcp.read(from, line.end)) {
            line.exempt = Reason.MALFORMED;
            return;
        }
        line.port = rtcp.port;
        line.portStart = rtcp.portStart;
        line.portEnd = rtcp.portEnd;
        if (rtcp.hasMore(line.end)) {
            connection(line, rtcp.portEnd);
        }
    }

    /** @param from the place after {@code candidate:} */
    void candidate(CandidateLine line, int from) {
        line.valueStart = from;
        if (candidate.read(from, line.end) != null) {
            line.exempt = Reason.MALFORMED;
            return;
        }
        line.component = candidate.component;
        line.priority = candidate.priority;
        line.type = CandidateType.ofToken(text, candidate.typeStart, candidate.typeEnd);
        line.transport = CandidateTransport.of(candidate);
        line.port = candidate.port;
        line.portStart = candidate.portStart;
        line.portEnd = candidate.portEnd;
        address(line, candidate.addressStart, candidate.addressEnd);
    }

    /** Whether {@code text[from, to)} is a candidate without the prefix. */
    boolean isBareCandidate(int from, int to) {
        return candidate.read(from, to) == null;
    }

    /** {@code <filter-mode> <nettype> <address-types> <dest-address> <src-list>} (RFC 4570 §3). */
    void sourceFilter(AddressLine line, int from) {
        TokenCursor tokens = skip(3, from, line.end);
        if (tokens.advance()) {
            address(line, tokens.start(), tokens.end());
        } else {
            line.exempt = Reason.MALFORMED;
        }
    }

    /**
     * {@code a=altc:<alt-num> <addrtype> <connection-address> <port>} (RFC 6947 §3.1), or {@code a=alt:<id>
     * <preference> : <username> <password> <address> <port>}, a predecessor of ICE that softphones wrote.
     */
    void alternative(AddressLine line, int from) {
        TokenCursor tokens = skip(line.kind == LineKind.ALTC ? 2 : 5, from, line.end);
        tokens.advance();
        int start = tokens.start();
        int end = tokens.end();
        tokens.advance();
        line.port = (int) tokens.number(65535);
        line.portStart = tokens.start();
        line.portEnd = tokens.end();
        if (line.port < 0) {
            line.exempt = Reason.MALFORMED;
            line.port = 0;
        } else {
            address(line, start, end);
        }
    }

    private TokenCursor skip(int tokens, int from, int to) {
        TokenCursor cursor = new TokenCursor(text, from, to);
        for (int i = 0; i < tokens; i++) {
            cursor.advance();
        }
        return cursor;
    }

    private void address(AddressLine line, int start, int end) {
        line.addressStart = start;
        line.addressEnd = end;
        line.ip = IpAddress.parseOrNull(text, start, end);
        if (line.ip == null) {
            line.exempt = looksNumeric(start, end) ? Reason.MALFORMED : Reason.HOST_NAME;
        }
    }

    /** Whether this was meant to be an address but is not one: 999.1.1.1, 192.168.001.010, or anything with a colon. */
    private boolean looksNumeric(int start, int end) {
        boolean numeric = true;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return true;
            }
            numeric &= c == '.' || (c >= '0' && c <= '9');
        }
        return numeric;
    }
}
