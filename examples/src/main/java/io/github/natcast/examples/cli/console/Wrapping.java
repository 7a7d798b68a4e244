package io.github.natcast.examples.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines of a terminal, where Chinese characters take two columns and need no blank between them. */
public final class Wrapping {
    /** Not at the beginning of a line. */
    private static final String CLOSING = "，。；：！？、）”";
    /** Not at the end of a line. */
    private static final String OPENING = "（“";

    private Wrapping() {}

    /** Lines of at most so many columns; a word that is longer stands alone in its line. */
    public static List<String> lines(String text, int columns) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int possible = 0;
        for (int at = 1; at <= text.length(); at++) {
            if (at < text.length() && !isBreak(text, at)) {
                continue;
            }
            if (possible > start && columns(text.substring(start, at).strip()) > columns) {
                lines.add(text.substring(start, possible).strip());
                start = possible;
            }
            possible = at;
        }
        lines.add(text.substring(start).strip());
        return lines;
    }

    /**
     * Appends lines of at most so many columns; those after the first are aligned with the text, not with its label.
     */
    public static void append(StringBuilder out, String label, String text, int columns) {
        int indent = columns(label);
        String before = label;
        for (String line : lines(text, columns - indent)) {
            out.append(before).append(line).append('\n');
            before = " ".repeat(indent);
        }
    }

    private static boolean isBreak(String text, int at) {
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        if (before == ' ' || after == ' ') {
            return before != ' ';
        }
        return (isWide(before) || isWide(after)) && OPENING.indexOf(before) < 0 && CLOSING.indexOf(after) < 0;
    }

    /** How wide a text is. */
    public static int columns(String text) {
        return text.length() + (int) text.chars().filter(Wrapping::isWide).count();
    }

    /** Han characters, and the punctuation that goes with them. */
    private static boolean isWide(int c) {
        return Character.isIdeographic(c) || (CLOSING + OPENING).indexOf(c) >= 0;
    }
}
