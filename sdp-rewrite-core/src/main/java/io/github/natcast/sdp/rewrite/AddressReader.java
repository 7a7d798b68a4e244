package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.CandidateSyntax;
import io.github.natcast.sdp.internal.TokenCursor;

/** Finds address and port within each kind of line. Stateless. */
final class AddressReader {
    private AddressReader() {}

    /** {@code c=<nettype> <addrtype> <connection-address>} (RFC 8866 §5.7). */
    static void connection(String text, AddressLine line) {
        connectionAddress(text, line, new TokenCursor(text, line.start + 2, line.end));
    }

    /** {@code o=<username> <sess-id> <sess-version> <nettype> <addrtype> <unicast-address>} (RFC 8866 §5.2). */
    static void origin(String text, AddressLine line) {
        // Some senders write blanks in the user name; the address fields are the last three.
        int[] starts = new int[3];
        int count = 0;
        TokenCursor tokens = new TokenCursor(text, line.start + 2, line.end);
        while (tokens.advance()) {
            starts[count++ % 3] = tokens.start();
        }
        if (count < 6) {
            line.exempt = Reason.MALFORMED;
            return;
        }
        connectionAddress(text, line, new TokenCursor(text, starts[count % 3], line.end));
    }

    /** {@code a=rtcp:<port> [<nettype> <addrtype> <connection-address>]} (RFC 3605 §2.1). */
    static void rtcp(String text, AddressLine line) {
        TokenCursor tokens = new TokenCursor(text, line.start + "a=rtcp:".length(), line.end);
        tokens.advance();
        readPort(line, tokens);
        int afterPort = tokens.end();
        if (line.exempt == null && tokens.advance()) {
            connectionAddress(text, line, new TokenCursor(text, afterPort, line.end));
        }
    }

    /** RFC 8839 §5.1; {@code from} is the place after {@code candidate:}; {@code syntax} is overwritten. */
    static void candidate(String text, AddressLine line, int from, CandidateSyntax syntax) {
        line.valueStart = from;
        if (syntax.read(from, line.end) != null) {
            line.exempt = Reason.MALFORMED;
            return;
        }
        line.component = syntax.component;
        line.priority = syntax.priority;
        line.type = CandidateType.ofToken(text, syntax.typeStart, syntax.typeEnd);
        line.transport = CandidateTransport.of(syntax);
        line.port = syntax.port;
        line.portStart = syntax.portStart;
        line.portEnd = syntax.portEnd;
        address(text, line, syntax.addressStart, syntax.addressEnd);
    }

    /** {@code a=source-filter: <filter-mode> <nettype> <address-types> <dest-address> <src-list>} (RFC 4570 §3). */
    static void sourceFilter(String text, AddressLine line) {
        TokenCursor tokens = new TokenCursor(text, line.start + "a=source-filter:".length(), line.end);
        tokens.advance();
        tokens.advance();
        tokens.advance();
        if (tokens.advance()) {
            address(text, line, tokens.start(), tokens.end());
        } else {
            line.exempt = Reason.MALFORMED;
        }
    }

    /** {@code a=altc:<alt-num> <addrtype> <connection-address> <port>} (RFC 6947 §3.1). */
    static void altc(String text, AddressLine line) {
        TokenCursor tokens = new TokenCursor(text, line.start + "a=altc:".length(), line.end);
        tokens.advance();
        tokens.advance();
        addressAndPort(text, line, tokens);
    }

    /**
     * {@code a=alt:<id> <preference> : <username> <password> <address> <port>}, a predecessor of ICE that softphones
     * wrote.
     */
    static void alt(String text, AddressLine line) {
        TokenCursor tokens = new TokenCursor(text, line.start + "a=alt:".length(), line.end);
        for (int i = 0; i < 5; i++) {
            tokens.advance();
        }
        addressAndPort(text, line, tokens);
    }

    private static void addressAndPort(String text, AddressLine line, TokenCursor tokens) {
        tokens.advance();
        int start = tokens.start();
        int end = tokens.end();
        tokens.advance();
        readPort(line, tokens);
        if (line.exempt == null) {
            address(text, line, start, end);
        }
    }

    private static void readPort(AddressLine line, TokenCursor tokens) {
        line.port = (int) tokens.number(65535);
        line.portStart = tokens.start();
        line.portEnd = tokens.end();
        if (line.port < 0) {
            line.exempt = Reason.MALFORMED;
            line.port = 0;
        }
    }

    private static void connectionAddress(String text, AddressLine line, TokenCursor tokens) {
        boolean internet = tokens.advance() && tokens.is("in");
        boolean ip4 = tokens.advance() && tokens.is("ip4");
        boolean ip6 = !ip4 && tokens.is("ip6");
        if (!internet || !(ip4 || ip6) || !tokens.advance()) {
            line.exempt = Reason.MALFORMED;
            return;
        }
        address(text, line, tokens.start(), TokenCursor.find(text, '/', tokens.start(), tokens.end()));
        if (line.ip != null && (line.ip.family() == AddressFamily.IPV4) != ip4) {
            line.exempt = Reason.MALFORMED;
        }
    }

    private static void address(String text, AddressLine line, int start, int end) {
        line.addressStart = start;
        line.addressEnd = end;
        line.ip = IpAddress.parseOrNull(text, start, end);
        if (line.ip == null) {
            line.exempt = looksNumeric(text, start, end) ? Reason.MALFORMED : Reason.HOST_NAME;
        }
    }

    /** Whether this was meant to be an address but is not one: 999.1.1.1, 192.168.001.010, or anything with a colon. */
    private static boolean looksNumeric(String text, int start, int end) {
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
