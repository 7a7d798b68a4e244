package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one line, or a line to add. Immutable.
 *
 * @param line the line; of an added one, a line whose ending it gets
 * @param number of the line in the original text; of an added one, that of the line it follows
 * @param position where in the original text
 * @param rule null when no rule decided
 * @param edits of a changed line, in the order of the text
 * @param added the text of an added line, without an ending
 */
record Step(
        Decision.Kind kind,
        Line line,
        int number,
        int position,
        Reason reason,
        @Nullable RewriteRule rule,
        List<Edit> edits,
        @Nullable String added) {

    /** Puts {@code with} in place of the original's {@code text[from, to)}. */
    record Edit(int from, int to, String with) {}

    /** Adds the edit to {@code edits}, unless the text says so already. */
    static void edit(List<Edit> edits, String text, int from, int to, String with) {
        if (to - from != with.length() || !text.startsWith(with, from)) {
            edits.add(new Edit(from, to, with));
        }
    }

    static Step ofLine(Line line, Reason reason, @Nullable RewriteRule rule, List<Edit> edits) {
        Decision.Kind kind = edits.isEmpty() ? Decision.Kind.KEPT : Decision.Kind.CHANGED;
        return new Step(kind, line, line.number, line.start, reason, rule, edits, null);
    }

    static Step dropped(Line line, Reason reason, @Nullable RewriteRule rule) {
        return new Step(Decision.Kind.DROPPED, line, line.number, line.start, reason, rule, List.of(), null);
    }

    static Step added(Line like, int after, int position, Reason reason, @Nullable RewriteRule rule, String added) {
        return new Step(Decision.Kind.ADDED, like, after, position, reason, rule, List.of(), added);
    }

    /** The line as the peer will see it; empty when it is dropped. */
    String after(String text) {
        if (added != null) {
            return added;
        }
        if (kind == Decision.Kind.DROPPED) {
            return "";
        }
        StringBuilder out = new StringBuilder(line.end - line.start + 32);
        int copied = line.start;
        for (Edit edit : edits) {
            out.append(text, copied, edit.from).append(edit.with);
            copied = edit.to;
        }
        return out.append(text, copied, line.end).toString();
    }

    /** The literal in the notation of the local address: IPv4-mapped if that is. */
    static String literal(IpAddress address, IpAddress local) {
        return local.isIpv4Mapped() && address.family() == AddressFamily.IPV4 && !address.isUnspecified()
                ? "::ffff:" + address
                : address.toString();
    }

    /** What follows the port of {@code a=rtcp} to name an address. */
    static String inNetwork(IpAddress address) {
        return " IN " + address.family().addressType() + ' ' + address;
    }
}
