package io.github.natcast.sdp.rewrite;

import org.jspecify.annotations.Nullable;

/**
 * Applies edits to a text, in ascending order, and copies what lies between them in one piece. Builds nothing before
 * the first edit. Confined to one rewriting.
 */
final class TextEdits {
    /**
     * Room for what edits add, so that the buffer rarely grows: a public IPv6 address in place of a short IPv4 one, ten
     * times.
     */
    private static final int GROWTH = 10 * 32;

    private final String text;
    private @Nullable StringBuilder out;
    private int copied;

    TextEdits(String text) {
        this.text = text;
    }

    /** Puts {@code with} in place of {@code text[from, to)}. */
    void replace(int from, int to, String with) {
        if (to - from == with.length() && text.startsWith(with, from)) {
            return;
        }
        copyTo(from).append(with);
        copied = to;
    }

    /** Puts a number in place of {@code text[from, to)}. */
    void replace(int from, int to, int with) {
        copyTo(from).append(with);
        copied = to;
    }

    void insert(int at, String added) {
        copyTo(at).append(added);
    }

    /** The length of the output once everything before {@code at} is written. */
    int mark(int at) {
        return out == null ? at : copyTo(at).length();
    }

    /** The output since {@link #mark}, up to the original's {@code end}. */
    String since(int mark, int end) {
        if (out == null) {
            return text.substring(mark, end);
        }
        return copyTo(end).substring(mark);
    }

    private StringBuilder copyTo(int position) {
        if (out == null) {
            out = new StringBuilder(text.length() + GROWTH);
        }
        // An edit may have reached further: a dropped line takes its ending along.
        if (position > copied) {
            out.append(text, copied, position);
            copied = position;
        }
        return out;
    }

    /** The edited text; the very instance that was given when there was no edit. */
    String finish() {
        if (out == null) {
            return text;
        }
        return copyTo(text.length()).toString();
    }
}
