package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.LineCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One file of {@code rewriting}: what it shows, after {@code #}, and parts that start with {@code == NAME}. Immutable.
 *
 * <pre>
 * rewriter       as {@link GoldenConfig} reads it
 * local          the description before
 * expected       the description after; without this part it is the very same text
 * report         each decision: LINE KIND REASON [RULE], in order
 * private left   each address that the result still tells: LINE ADDRESS REASON
 * candidate      instead of local: trickled candidates, one a line
 * refused        instead of the rest: what the message of the exception contains, one part a line
 * </pre>
 *
 * The lines of descriptions end with CR LF.
 */
record RewritingCase(String name, Map<String, List<String>> parts) {
    private static final Set<String> PARTS =
            Set.of("rewriter", "local", "expected", "report", "private left", "candidate", "refused");

    static RewritingCase read(Path file) throws IOException {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        List<String> part = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("== ")) {
                part = new ArrayList<>();
                if (!PARTS.contains(line.substring(3)) || parts.put(line.substring(3), part) != null) {
                    throw new IllegalArgumentException(file + ": " + line);
                }
            } else if (!line.startsWith("# ") || !parts.isEmpty()) {
                part.add(line);
            }
        }
        return new RewritingCase(String.valueOf(file.getFileName()).replace(".txt", ""), parts);
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    List<String> lines(String part) {
        return parts.getOrDefault(part, List.of());
    }

    String local() {
        return description(lines("local"));
    }

    String expected() {
        return description(lines(has("expected") ? "expected" : "local"));
    }

    SdpRewriter rewriter() {
        return GoldenConfig.rewriter(lines("rewriter"));
    }

    /** The decisions as the part {@code report} writes them. */
    static List<String> report(RewriteResult result) {
        return result.decisions().stream()
                .map(change -> change.lineNumber() + " " + change.kind() + " " + change.reason()
                        + change.rule().map(rule -> " " + rule).orElse(""))
                .toList();
    }

    /** The lines of a text without their endings. */
    static List<String> linesOf(String text) {
        List<String> lines = new ArrayList<>();
        LineCursor cursor = new LineCursor(text);
        while (cursor.advance()) {
            lines.add(text.substring(cursor.start(), cursor.end()));
        }
        return lines;
    }

    private static String description(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\r\n", lines) + "\r\n";
    }

    @Override
    public String toString() {
        return name;
    }
}
