package io.github.natcast.examples.cli.text;

import io.github.natcast.examples.cli.console.UserException;

/**
 * Refuses TOML that is nested deeper than anybody writes it: its reader calls itself for every bracket, and would end
 * with the thread's stack. Brackets in texts and comments do not count.
 */
final class BracketDepth {
    static final int MAXIMUM = 50;

    private BracketDepth() {}

    static void check(String file, String text) throws UserException {
        int depth = 0;
        int line = 1;
        String quote = "";
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                quote = quote.length() == 1 ? "" : quote;
            } else if (!quote.isEmpty()) {
                if (c == '\\' && quote.startsWith("\"")) {
                    at += at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 0 : 1;
                } else if (text.startsWith(quote, at)) {
                    at += quote.length() - 1;
                    quote = "";
                }
            } else if (c == '"' || c == '\'') {
                String three = String.valueOf(c).repeat(3);
                quote = text.startsWith(three, at) ? three : String.valueOf(c);
                at += quote.length() - 1;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = (end < 0 ? text.length() : end) - 1;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
            }
            if (depth > MAXIMUM) {
                throw new UserException(file + ":" + line + ": more than " + MAXIMUM
                        + " brackets are open; close them, or write tables with [headers]");
            }
        }
    }
}
