package io.github.natcast.sdp.internal;

/**
 * Walks the lines of a text without copying it. Confined to its caller's thread.
 *
 * <p>RFC 8866 §5 ends lines with CRLF and asks parsers to accept LF; old equipment sends a lone CR. All three end a
 * line here, mixed at will.
 */
public final class LineCursor {
    /** Not part of RFC 8866; files saved by some editors begin with one. */
    public static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final int length;
    private int number;
    private int start;
    private int end;
    private int next;
    private int carriageReturn;
    private int lineFeed;

    /** A cursor before the first line of {@code text}. */
    public LineCursor(String text) {
        this.text = text;
        this.length = text.length();
        this.carriageReturn = -1;
        this.lineFeed = -1;
    }

    /** Moves to the next line; false after the last. */
    public boolean advance() {
        if (next >= length) {
            return false;
        }
        start = next;
        number++;
        // String.indexOf is vectorised; each index is searched again only when the cursor has passed it.
        if (lineFeed < start) {
            lineFeed = indexOrLength('\n');
        }
        if (carriageReturn < start) {
            carriageReturn = indexOrLength('\r');
        }
        if (lineFeed < carriageReturn) {
            end = lineFeed;
            next = lineFeed + 1;
        } else {
            end = carriageReturn;
            next = Math.min(length, carriageReturn + 1 == lineFeed ? lineFeed + 1 : carriageReturn + 1);
        }
        return true;
    }

    private int indexOrLength(char wanted) {
        int index = text.indexOf(wanted, start);
        return index < 0 ? length : index;
    }

    /** The line's number, from 1. */
    public int number() {
        return number;
    }

    /** Where the line begins. */
    public int start() {
        return start;
    }

    /** Where the line's text begins: after the byte order mark that some editors write before the first line. */
    public int contentStart() {
        return start == 0 && text.charAt(0) == BYTE_ORDER_MARK ? 1 : start;
    }

    /** Where the line's text ends and its line ending begins. */
    public int end() {
        return end;
    }

    /** Where the next line begins: after this line's ending. */
    public int next() {
        return next;
    }
}
