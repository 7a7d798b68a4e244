package io.github.natcast.sdp.internal.json;

/**
 * Where a value begins.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record JsonPosition(int line, int column) {
    /** {@code line 3, column 7}. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
