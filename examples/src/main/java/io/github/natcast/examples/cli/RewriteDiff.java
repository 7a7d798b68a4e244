package io.github.natcast.examples.cli;

import io.github.natcast.sdp.rewrite.Decision;
import io.github.natcast.sdp.rewrite.RewriteResult;
import java.util.Locale;

/** The changes as a unified diff without context, which {@code patch} applies; each heading says why. */
final class RewriteDiff {
    private RewriteDiff() {}

    /** The diff from the original to the result; empty where nothing changed. */
    static String of(String file, String original, RewriteResult result, Locale language) {
        if (!result.changed()) {
            return "";
        }
        String name = SdpText.bytes(file);
        StringBuilder out = new StringBuilder("--- " + name + "\n+++ " + name + "\n");
        String lineEnd = original.contains("\r\n") ? "\r\n" : "\n";
        int shift = 0; // how many lines the result has more than the original, so far
        for (Decision change : result.changes()) {
            boolean added = change.kind() == Decision.Kind.ADDED;
            boolean dropped = change.kind() == Decision.Kind.DROPPED;
            int before = change.lineNumber();
            // A side without lines names the line that it follows.
            int after = before + shift + (added ? 1 : dropped ? -1 : 0);
            shift += added ? 1 : dropped ? -1 : 0;
            out.append("@@ -").append(before).append(added ? ",0 +" : " +").append(after);
            out.append(dropped ? ",0 @@ " : " @@ ")
                    .append(SdpText.bytes(change.reason().sentence(language)));
            change.rule().ifPresent(rule -> out.append(" (rule ").append(rule).append(')'));
            out.append('\n');
            if (!added) {
                out.append('-').append(change.before()).append(lineEnd);
            }
            if (!dropped) {
                out.append('+').append(change.after()).append(lineEnd);
            }
        }
        return out.toString();
    }
}
