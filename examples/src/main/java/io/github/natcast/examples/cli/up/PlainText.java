package io.github.natcast.examples.cli.up;

import java.util.regex.Pattern;

/** A program's line without what is meant for a terminal: frpc colours its log wherever it goes. Stateless. */
final class PlainText {
    /**
     * By ECMA-48: a control sequence (§5.4), also with the one character that stands for ESC and "["; a string up to
     * BEL or ST (§5.6), such as a window's title; any other sequence of ESC (ECMA-35 §13); one that is cut off; and
     * control characters but the tabulator.
     */
    private static final Pattern CONTROLS =
            Pattern.compile("(?:\\x1b\\[|\\x9b)[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]?"
                    + "|\\x1b[\\]PX^_][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?"
                    + "|\\x1b[\\x20-\\x2f]*[\\x30-\\x7e]?"
                    + "|[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]");

    private PlainText() {}

    static String of(String line) {
        return CONTROLS.matcher(line).replaceAll("");
    }
}
