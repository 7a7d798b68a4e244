package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.rewrite.Step.Edit;
import java.util.List;
import java.util.Optional;

/**
 * All that becomes of a text. Immutable by agreement: nobody changes the list.
 *
 * @param steps in the order of the text
 */
record Plan(String text, Policy policy, List<Step> steps) {

    /** The rewritten text; the very instance that was given when nothing changes. */
    String apply() {
        int growth = growth();
        if (growth < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + growth);
        int copied = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            switch (step.kind()) {
                case KEPT -> {}
                case CHANGED -> {
                    for (Edit edit : step.edits()) {
                        copy(copied, edit.from(), out);
                        out.append(edit.with());
                        copied = edit.to();
                    }
                }
                case DROPPED -> {
                    copy(copied, step.line().start, out);
                    copied = step.line().next;
                }
                case ADDED -> {
                    // A dropped line takes its ending along, and may end after this position.
                    if (step.position() > copied) {
                        copy(copied, step.position(), out);
                        copied = step.position();
                    }
                    add(out, step);
                }
            }
        }
        copy(copied, text.length(), out);
        return out.toString();
    }

    private void copy(int from, int to, StringBuilder out) {
        // Behind a dropped or an added line that ends with CR, an empty line that ends with LF would be no line.
        if (from < to && text.charAt(from) == '\n' && out.length() > 0 && out.charAt(out.length() - 1) == '\r') {
            out.append('\n');
        }
        out.append(text, from, to);
    }

    private void add(StringBuilder out, Step step) {
        boolean begins = out.length() == 0 || isEnding(out.charAt(out.length() - 1));
        if (!begins) {
            out.append(ending(step.line())).append(step.added());
        } else {
            out.append(step.added());
            if (step.position() < text.length() || isEnding(text.charAt(text.length() - 1))) {
                out.append(ending(step.line()));
            }
        }
    }

    private static boolean isEnding(char c) {
        return c == '\n' || c == '\r';
    }

    /** Room for what edits add; -1 when there are none. */
    private int growth() {
        int growth = -1;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.kind() != Decision.Kind.KEPT) {
                growth = Math.max(growth, 0);
                growth += step.added() == null ? 0 : step.added().length() + 2;
                for (Edit edit : step.edits()) {
                    growth += Math.max(0, edit.with().length() - edit.to() + edit.from());
                }
            }
        }
        return growth;
    }

    /** The line's own ending; of a last line without one, that of the first line; CRLF (RFC 8866 §5) without any. */
    private String ending(Line line) {
        if (line.next > line.end) {
            return text.substring(line.end, line.next);
        }
        int lineFeed = text.indexOf('\n');
        int carriageReturn = text.indexOf('\r');
        if (lineFeed < 0) {
            return carriageReturn < 0 ? "\r\n" : "\r";
        }
        return carriageReturn == lineFeed - 1 && carriageReturn >= 0 ? "\r\n" : "\n";
    }

    /** The rewritten text with its report. */
    RewriteResult result() {
        return report(apply());
    }

    /** The report, with the text that was given. */
    RewriteResult report() {
        return report(text);
    }

    private RewriteResult report(String sdp) {
        List<Decision> decisions = steps.stream().map(this::decision).toList();
        return new RewriteResult(sdp, decisions, new LeakSearch(this).search());
    }

    private Decision decision(Step step) {
        boolean added = step.kind() == Decision.Kind.ADDED;
        return new Decision(
                step.kind(),
                step.number(),
                added ? "" : text.substring(step.line().start, step.line().end),
                step.after(text),
                Optional.ofNullable(step.rule()).map(RewriteRule::name),
                step.reason());
    }
}
