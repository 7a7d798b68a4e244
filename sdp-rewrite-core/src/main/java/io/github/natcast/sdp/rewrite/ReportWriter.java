package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.json.JsonText;
import java.util.List;

/** Writes a report as JSON or as a text diff. Stateless. */
final class ReportWriter {
    private ReportWriter() {}

    static String json(List<Change> decisions) {
        StringBuilder out = new StringBuilder(64 + 200 * decisions.size());
        boolean changed = decisions.stream().anyMatch(change -> change.kind() != Change.Kind.KEPT);
        out.append("{\"changed\":").append(changed).append(",\"decisions\":[");
        for (Change change : decisions) {
            out.append(out.charAt(out.length() - 1) == '[' ? "\n" : ",\n");
            out.append("{\"line\":").append(change.lineNumber());
            member(out, "kind", change.kind().name());
            member(out, "reason", change.reason().name());
            member(out, "sentence", change.reason().sentence());
            change.rule().ifPresent(rule -> member(out, "rule", rule));
            if (change.kind() != Change.Kind.ADDED) {
                member(out, "before", change.before());
            }
            if (change.kind() != Change.Kind.DROPPED) {
                member(out, "after", change.after());
            }
            out.append('}');
        }
        return out.append("]}\n").toString();
    }

    private static void member(StringBuilder out, String name, String value) {
        out.append(",\"").append(name).append("\":");
        JsonText.appendQuoted(out, value);
    }

    static String diff(List<Change> decisions) {
        StringBuilder out = new StringBuilder();
        for (Change change : decisions) {
            if (change.kind() == Change.Kind.KEPT) {
                continue;
            }
            out.append("@@ line ")
                    .append(change.lineNumber())
                    .append(": ")
                    .append(change.reason().sentence());
            change.rule().ifPresent(rule -> out.append(" (rule ").append(rule).append(')'));
            out.append('\n');
            if (change.kind() != Change.Kind.ADDED) {
                out.append('-').append(change.before()).append('\n');
            }
            if (change.kind() != Change.Kind.DROPPED) {
                out.append('+').append(change.after()).append('\n');
            }
        }
        return out.toString();
    }
}
