package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies a unified diff as {@code patch} does, but forgives nothing: line numbers and lines must be exact. */
final class UnifiedDiff {
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(,0)? \\+(\\d+)(,0)? @@.*");

    private UnifiedDiff() {}

    static String apply(String original, String diff) {
        List<String> before = List.of(original.split("(?<=\n)"));
        List<String> lines = List.of(diff.split("(?<=\n)"));
        assertThat(lines.get(0)).startsWith("--- ");
        assertThat(lines.get(1)).startsWith("+++ ");
        List<String> after = new ArrayList<>();
        int next = 0; // the first line of the original that is not yet copied
        for (String line : lines.subList(2, lines.size())) {
            Matcher hunk = HUNK.matcher(line.strip());
            if (hunk.matches()) {
                int start = Integer.parseInt(hunk.group(1)) - (hunk.group(2) == null ? 1 : 0);
                after.addAll(before.subList(next, start));
                next = start;
                int place = Integer.parseInt(hunk.group(3)) - (hunk.group(4) == null ? 1 : 0);
                assertThat(after).as(line).hasSize(place);
            } else if (line.startsWith("-")) {
                assertThat(before.get(next++)).isEqualTo(line.substring(1));
            } else {
                assertThat(line).startsWith("+");
                after.add(line.substring(1));
            }
        }
        after.addAll(before.subList(next, before.size()));
        return String.join("", after);
    }
}
