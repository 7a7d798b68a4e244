package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.sdp.internal.CandidateSyntax;
import io.github.natcast.sdp.internal.Foundations;
import io.github.natcast.sdp.internal.TokenCursor;

/** Writes the candidate that a rule adds after a local one. Stateless. */
final class AddedCandidate {
    /** RFC 8445 §5.1.2.2: the recommended type preference of server-reflexive candidates. */
    private static final int SERVER_REFLEXIVE_PREFERENCE = 100;

    private AddedCandidate() {}

    /** The added line without an ending: the local one with another foundation, priority, address, port and type. */
    static String write(
            String text,
            CandidateLine local,
            Target target,
            int port,
            int rank,
            boolean reflexive,
            RewriteRule rule,
            boolean hideRelated) {
        CandidateSyntax syntax = new CandidateSyntax(text);
        syntax.read(local.valueStart, local.end);
        String base = text.substring(local.addressStart, local.addressEnd);
        long foundation = Foundations.of((reflexive ? "srflx " : "host ")
                + base
                + ' '
                + TransportProtocol.ofToken(text, syntax.transportStart, syntax.transportEnd)
                + ' '
                + target.address);
        StringBuilder out = new StringBuilder(160);
        out.append(text, local.start, syntax.foundationStart)
                .append(foundation)
                .append(syntax.foundationStart == syntax.foundationEnd ? " " : "")
                .append(text, syntax.foundationEnd, syntax.priorityStart)
                .append(priority(local, rule, rank, reflexive))
                .append(text, syntax.priorityEnd, syntax.addressStart)
                .append(target.address)
                .append(text, syntax.addressEnd, syntax.portStart)
                .append(port)
                .append(text, syntax.portEnd, syntax.typeStart);
        if (!reflexive) {
            int tail = out.length();
            out.append(text, syntax.typeStart, local.end);
            return hideRelated ? hidden(out, tail) : out.toString();
        }
        out.append("srflx raddr ");
        if (hideRelated || local.ip == null) {
            boolean ipv6 = local.ip == null
                    ? target.family == AddressFamily.IPV6
                    : local.ip.unmapped().family() == AddressFamily.IPV6;
            out.append(ipv6 ? ":: rport 9" : "0.0.0.0 rport 9");
        } else {
            out.append(base).append(" rport ").append(local.port);
        }
        int copied = syntax.typeEnd;
        TokenCursor tokens = new TokenCursor(text, syntax.typeEnd, local.end);
        while (tokens.advance()) {
            // The added candidate has one related address: its own.
            if (tokens.is("raddr") || tokens.is("rport")) {
                out.append(text.substring(copied, tokens.start()).stripTrailing());
                tokens.advance();
                copied = tokens.end();
            }
        }
        return out.append(text, copied, local.end).toString();
    }

    private static String hidden(StringBuilder out, int tail) {
        String line = out.toString();
        int copied = 0;
        StringBuilder hidden = new StringBuilder(line.length());
        for (Step.Edit edit : RelatedAddress.hide(line, tail, line.length())) {
            hidden.append(line, copied, edit.from()).append(edit.with());
            copied = edit.to();
        }
        return hidden.append(line, copied, line.length()).toString();
    }

    /** Lower than the local candidate's, and different for each further public address (RFC 8445 §5.1.2.1). */
    static long priority(CandidateLine local, RewriteRule rule, int rank, boolean reflexive) {
        long base = local.priority;
        int preference = rule.action() == RewriteRule.Action.APPEND ? rule.appendedPreference() : -1;
        if (preference >= 0) {
            base = (long) preference << 24 | (base & 0xFF_FFFF);
        } else if (reflexive) {
            base = Math.min((long) SERVER_REFLEXIVE_PREFERENCE << 24 | (base & 0xFF_FFFF), base - 1);
        } else if (rank == 0 && rule.action() == RewriteRule.Action.APPEND) {
            // Two candidates of one component must not have one priority (RFC 8445 §5.1.2).
            base -= 1 << 8;
        }
        // The local preference is in bits 8 to 23.
        return Math.max(1, base - ((long) rank << 8));
    }
}
