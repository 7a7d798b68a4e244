package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.TokenCursor;
import io.github.natcast.sdp.rewrite.Step.Edit;
import java.util.ArrayList;
import java.util.List;

/** Reads rport, and hides it and raddr as RFC 8839 §5.1 says. Stateless. */
final class RelatedAddress {
    private static final int MAX_PORT = 65_535;

    private RelatedAddress() {}

    /**
     * The edits that hide each related address and port in {@code text[from, to)}, which begins after the port or at
     * the type.
     */
    static List<Edit> hide(String text, int from, int to) {
        List<Edit> edits = new ArrayList<>(2);
        TokenCursor tokens = new TokenCursor(text, from, to);
        tokens.advance();
        // One by one: some extensions have no value, so that pairs cannot be counted.
        while (tokens.advance()) {
            boolean address = tokens.is("raddr");
            if ((address || tokens.is("rport")) && tokens.advance()) {
                boolean ipv6 = address && TokenCursor.find(text, ':', tokens.start(), tokens.end()) < tokens.end();
                String with = address ? ipv6 ? "::" : "0.0.0.0" : "9";
                if (!tokens.value().equals(with)) {
                    edits.add(new Edit(tokens.start(), tokens.end(), with));
                }
            }
        }
        return edits;
    }

    /** The related port in {@code text[from, to)}; {@link PortClaims#UNKNOWN} where there is none or it is hidden. */
    static int port(String text, int from, int to) {
        TokenCursor tokens = new TokenCursor(text, from, to);
        while (tokens.advance()) {
            if (tokens.is("rport") && tokens.advance()) {
                int port = (int) tokens.number(MAX_PORT);
                return port > 0 && RuleSet.isMappable(port) ? port : PortClaims.UNKNOWN;
            }
        }
        return PortClaims.UNKNOWN;
    }
}
