package io.github.natcast.streamer.internal.media.source;

/**
 * Glyphs of 5x7 dots for the test pattern, which needs neither font files nor Java2D. A glyph is seven rows from the
 * top; bit 4 is the left dot.
 */
final class BitmapFont {
    static final int WIDTH = 5;
    static final int HEIGHT = 7;
    /** Dots from one glyph to the next. */
    static final int ADVANCE = 6;

    private static final String CHARACTERS = " .:0123456789acefmnprstx";
    private static final int[][] ROWS = {
        {0, 0, 0, 0, 0, 0, 0},
        {0, 0, 0, 0, 0, 12, 12},
        {0, 12, 12, 0, 12, 12, 0},
        {14, 17, 19, 21, 25, 17, 14},
        {4, 12, 4, 4, 4, 4, 14},
        {14, 17, 1, 2, 4, 8, 31},
        {31, 2, 4, 2, 1, 17, 14},
        {2, 6, 10, 18, 31, 2, 2},
        {31, 16, 30, 1, 1, 17, 14},
        {6, 8, 16, 30, 17, 17, 14},
        {31, 1, 2, 4, 8, 8, 8},
        {14, 17, 17, 14, 17, 17, 14},
        {14, 17, 17, 15, 1, 2, 12},
        {0, 0, 14, 1, 15, 17, 15},
        {0, 0, 14, 16, 16, 17, 14},
        {0, 0, 14, 17, 31, 16, 14},
        {6, 9, 8, 28, 8, 8, 8},
        {0, 0, 26, 21, 21, 17, 17},
        {0, 0, 22, 25, 17, 17, 17},
        {0, 0, 30, 17, 30, 16, 16},
        {0, 0, 22, 25, 16, 16, 16},
        {0, 0, 14, 16, 14, 1, 30},
        {8, 8, 28, 8, 8, 9, 6},
        {0, 0, 17, 10, 4, 10, 17},
    };

    private BitmapFont() {}

    /** Whether the dot is set; a character that the font lacks is blank. */
    static boolean dot(char character, int column, int row) {
        int glyph = Math.max(0, CHARACTERS.indexOf(character));
        return (ROWS[glyph][row] >> (WIDTH - 1 - column) & 1) != 0;
    }
}
