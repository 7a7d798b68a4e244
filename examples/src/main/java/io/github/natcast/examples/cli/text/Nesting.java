package io.github.natcast.examples.cli.text;

import io.github.natcast.examples.cli.console.UserException;

/**
 * Refuses TOML whose brackets are nested so deeply that the parser's stack would not do. Strings and comments are
 * skipped as TOML has them; where a text is no TOML, the parser says so itself. Confined to one call.
 */
final class Nesting {
    /** More than anybody writes. */
    static final int DEEPEST = 50;

    private final String text;
    private int at;

    private Nesting(String text) {
        this.text = text;
    }

    static void check(String file, String text) throws UserException {
        new Nesting(text).check(file);
    }

    private void check(String file) throws UserException {
        int depth = 0;
        int line = 1;
        int lineStart = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '\n' -> {
                    line++;
                    lineStart = at + 1;
                }
                case '[', '{' -> depth++;
                case ']', '}' -> depth = Math.max(0, depth - 1);
                case '#' -> skipTo('\n');
                case '"', '\'' -> line += skipString(c);
                default -> {}
            }
            if (depth > DEEPEST) {
                throw new Place(file, line, at - lineStart + 1)
                        .error("more than " + DEEPEST
                                + " brackets are open; close them, or write tables with [headers]");
            }
            at++;
        }
    }

    /** Up to the character before {@code end}, or to the text's end. */
    private void skipTo(char end) {
        int found = text.indexOf(end, at);
        at = (found < 0 ? text.length() : found) - 1;
    }

    /** Up to the closing quote; a string on one line ends with the line at the latest. Returns the lines passed. */
    private int skipString(char quote) {
        String triple = String.valueOf(quote).repeat(3);
        boolean several = text.startsWith(triple, at);
        at += several ? 3 : 1;
        int lines = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (several ? text.startsWith(triple, at) : c == quote) {
                at += several ? 2 : 0;
                return lines;
            }
            if (c == '\n') {
                if (!several) {
                    at--;
                    return lines;
                }
                lines++;
            }
            at += c == '\\' && quote == '"' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? 2 : 1;
        }
        return lines;
    }
}
