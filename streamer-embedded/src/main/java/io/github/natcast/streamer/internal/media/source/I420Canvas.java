package io.github.natcast.streamer.internal.media.source;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Draws filled, clipped shapes straight into a tightly packed I420 picture. Confined to one thread. */
final class I420Canvas {

    /** A limited-range BT.709 colour. */
    record Colour(int luma, int blue, int red) {}

    private final int width;
    private final int height;
    private final int chromaWidth;
    private final int chromaStart;
    private final int chromaSize;
    private final byte[] run;
    private ByteBuffer picture = ByteBuffer.allocate(0);

    I420Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        chromaWidth = width / 2;
        chromaStart = width * height;
        chromaSize = chromaWidth * (height / 2);
        run = new byte[width];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The next calls draw into this picture. */
    void target(ByteBuffer newPicture) {
        picture = newPicture;
    }

    /** Chroma covers whole blocks of 2x2 pixels. */
    void fill(int left, int top, int right, int bottom, Colour colour) {
        fillLuma(left, top, right, bottom, colour.luma());
        fillPlane(chromaStart, left, top, right, bottom, colour.blue());
        fillPlane(chromaStart + chromaSize, left, top, right, bottom, colour.red());
    }

    void fillLuma(int left, int top, int right, int bottom, int luma) {
        int from = Math.max(0, left);
        int length = Math.min(width, right) - from;
        if (length <= 0) {
            return;
        }
        Arrays.fill(run, 0, length, (byte) luma);
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            picture.put(y * width + from, run, 0, length);
        }
    }

    private void fillPlane(int start, int left, int top, int right, int bottom, int value) {
        int from = Math.max(0, left / 2);
        int length = Math.min(chromaWidth, right / 2) - from;
        if (length <= 0) {
            return;
        }
        Arrays.fill(run, 0, length, (byte) value);
        for (int y = Math.max(0, top / 2); y < Math.min(height / 2, bottom / 2); y++) {
            picture.put(start + y * chromaWidth + from, run, 0, length);
        }
    }

    /** @param scale pixels per dot */
    void text(int left, int top, int scale, int luma, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            int x = left + i * BitmapFont.ADVANCE * scale;
            for (int row = 0; row < BitmapFont.HEIGHT; row++) {
                textRow(x, top + row * scale, scale, luma, text.charAt(i), row);
            }
        }
    }

    private void textRow(int left, int top, int scale, int luma, char character, int row) {
        int column = 0;
        while (column < BitmapFont.WIDTH) {
            int first = column;
            while (column < BitmapFont.WIDTH && BitmapFont.dot(character, column, row)) {
                column++;
            }
            if (column > first) {
                fillLuma(left + first * scale, top, left + column * scale, top + scale, luma);
            } else {
                column++;
            }
        }
    }
}
