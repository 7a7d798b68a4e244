package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.sdp.internal.LineCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What rewriting promises for any text and any rules; shared by the property and the fuzz test. Stateless. */
final class Promises {
    private Promises() {}

    /** A promise that was broken; {@link #promise} says which one, the message how. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;
        final String promise;

        Broken(String promise, Object expected, Object actual) {
            super(promise + "\n  expected " + expected + "\n  but was  " + actual);
            this.promise = promise;
        }
    }

    static void check(SdpRewriter rewriter, String text) {
        checkForm(rewriter, text);
        RewriteResult result = rewriter.rewrite(text);
        String fast = result.sdp();
        same("rewritten again, nothing changes", fast, rewriter.rewriteText(fast));
        same("no ICE mismatch is introduced", List.of(), IceOracle.mismatchesIntroduced(text, fast));
        PrivateLeftPromise.check(rewriter, fast, result);
        CoveredPromise.check(rewriter, fast, byLineOfResult(result));
    }

    /** Each decision by the index of its line in the result. */
    private static Map<Integer, Decision> byLineOfResult(RewriteResult result) {
        Map<Integer, Decision> decisions = new HashMap<>();
        int shift = 0;
        for (Decision decision : result.decisions()) {
            switch (decision.kind()) {
                // It stands after its line, which is the one before it.
                case ADDED -> decisions.put(decision.lineNumber() + shift++, decision);
                case DROPPED -> shift--;
                default -> decisions.put(decision.lineNumber() - 1 + shift, decision);
            }
        }
        return decisions;
    }

    /** What holds for any bytes: no exception, one result for all forms of rewriting, and a report that explains it. */
    @SuppressWarnings("ReferenceEquality") // The same instance is promised.
    static void checkForm(SdpRewriter rewriter, String text) {
        RewriteResult result = rewriter.rewrite(text);
        String fast = rewriter.rewriteText(text);
        same("rewriteText is rewrite().sdp()", result.sdp(), fast);
        same("changed() tells whether a byte differs", !fast.equals(text), result.changed());
        if (!result.changed() && fast != text) {
            throw new Broken("the same instance when nothing changes", "the same", "another");
        }
        same("the decisions say how to get the result", explained(text, result), Line.of(fast));
        RewriteResult dry = rewriter.dryRun(text);
        same("a dry run reports the same", result.decisions(), dry.decisions());
        same("a dry run leaves the same private", result.privateLeft(), dry.privateLeft());
        same("a dry run changes no text", text, dry.sdp());
    }

    /** What takes longer, or holds for the text whatever the rules. */
    static void checkMore(SdpRewriter rewriter, boolean sectionsMatter, String text) {
        RewriteResult result = rewriter.rewrite(text);
        same("the report outlives JSON", result, RewriteResult.fromJson(result.toJson()));
        MaskingPromise.check(result);
        same("the model is lossless", text, joined(SessionDescription.parse(text)));
        if (!sectionsMatter) {
            RewritingCase.linesOf(text).stream()
                    .filter(line -> line.startsWith("a=candidate:"))
                    .limit(4)
                    .forEach(line -> checkLoneCandidate(rewriter, line));
        }
    }

    private static void checkLoneCandidate(SdpRewriter rewriter, String line) {
        String prefix = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\n";
        List<String> described = RewritingCase.linesOf(rewriter.rewriteText(prefix + line));
        List<String> expected = described.subList(2, described.size());
        same("a lone candidate is rewritten as in a description", expected, rewriter.rewriteCandidate(line, "0"));
        same(
                "the forms of a candidate are rewritten alike",
                expected.stream().map(candidate -> candidate.substring(2)).toList(),
                rewriter.rewriteCandidate(line.substring(2), "0"));
    }

    /** The original's lines with the decisions applied to them, in their order. */
    private static List<Line> explained(String text, RewriteResult result) {
        List<Line> original = Line.of(text);
        List<Line> explained = new ArrayList<>();
        int next = 0;
        int decided = 0;
        for (Decision decision : result.decisions()) {
            boolean added = decision.kind() == Decision.Kind.ADDED;
            if (decision.lineNumber() < (added ? next : decided + 1)) {
                throw new Broken("decisions are in the order of the text, one a line", "after " + decided, decision);
            }
            int upTo = added ? decision.lineNumber() : decision.lineNumber() - 1;
            while (next < upTo) {
                append(explained, original.get(next++));
            }
            if (added) {
                explained.add(new Line(decision.after(), Line.ANY_ENDING));
                continue;
            }
            decided = decision.lineNumber();
            Line line = original.get(next++);
            same("a decision tells the line before", line.text, decision.before());
            switch (decision.kind()) {
                case DROPPED -> same("a dropped line has no text after", "", decision.after());
                case KEPT -> same("a kept line stays", line.text, decision.after());
                default -> {}
            }
            if (decision.kind() != Decision.Kind.DROPPED) {
                append(explained, new Line(decision.after(), line.ending));
            }
        }
        original.subList(next, original.size()).forEach(line -> append(explained, line));
        if (explained.isEmpty() && text.startsWith("\uFEFF")) {
            explained.add(new Line("", ""));
        }
        return explained;
    }

    /** An empty line that ends with LF makes CR LF of a CR before it, which would end one line, not two. */
    private static void append(List<Line> lines, Line next) {
        Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
        if (last != null && last.ending.equals("\r") && next.text.isEmpty() && next.ending.equals("\n")) {
            lines.set(lines.size() - 1, new Line(last.text, "\r\n"));
        }
        lines.add(next);
    }

    /** A line and its ending; an added line may have any, and so may the one it follows at the end of a text. */
    private record Line(String text, String ending) {
        static final String ANY_ENDING = "any";

        static List<Line> of(String text) {
            // A byte order mark outlives the first line, and is no part of it.
            String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            List<Line> lines = new ArrayList<>();
            LineCursor cursor = new LineCursor(plain);
            while (cursor.advance()) {
                lines.add(new Line(
                        plain.substring(cursor.start(), cursor.end()), plain.substring(cursor.end(), cursor.next())));
            }
            if (lines.isEmpty() && !text.isEmpty()) {
                lines.add(new Line("", ""));
            }
            return lines;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Line line
                    && text.equals(line.text)
                    && (ending.equals(line.ending) || isOpen() || line.isOpen());
        }

        private boolean isOpen() {
            return ending.equals(ANY_ENDING) || ending.isEmpty();
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    static void same(String promise, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new Broken(promise, expected, actual);
        }
    }

    private static String joined(SessionDescription description) {
        List<SdpLine> all = new ArrayList<>(description.sessionLines());
        description.mediaSections().forEach(section -> all.addAll(section.lines()));
        return all.stream().map(line -> line.text() + line.ending()).collect(Collectors.joining());
    }
}
