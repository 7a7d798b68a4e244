package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.internal.media.source.I420Canvas.Colour;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * Paints the test picture: colour bars and a grey ramp with a wandering block in front; below them the name, the time
 * of day, a frame counter and a runner that crosses the picture in four seconds. What never moves is drawn once.
 * Confined to one thread.
 */
final class TestPatternPainter {
    /** 75 % colour bars (SMPTE RP 219): white, yellow, cyan, green, magenta, red, blue. */
    private static final List<Colour> BARS = List.of(
            new Colour(180, 128, 128),
            new Colour(168, 44, 136),
            new Colour(145, 147, 44),
            new Colour(133, 63, 52),
            new Colour(63, 193, 204),
            new Colour(51, 109, 212),
            new Colour(28, 212, 120));

    private static final Colour PANEL = new Colour(30, 134, 126);
    private static final Colour RAIL = new Colour(58, 136, 124);
    private static final Colour RUNNER = new Colour(150, 100, 175);
    private static final Colour BLOCK_EDGE = new Colour(20, 128, 128);
    private static final Colour BLOCK = new Colour(225, 128, 128);
    private static final int BRIGHT = 235;
    private static final int DIM = 150;

    private final I420Canvas canvas;
    private final ByteBuffer background;
    private final String caption;
    private final int panelTop;
    private final int railTop;
    private final int unit;
    private final int clockScale;
    private final int captionScale;

    TestPatternPainter(int width, int height, int framesPerSecond) {
        canvas = new I420Canvas(width, height);
        background = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(width, height));
        caption = width + "x" + height + " " + framesPerSecond + " fps";
        panelTop = even(height * 2 / 3);
        unit = Math.max(2, even(height / 36));
        railTop = height - 2 * unit;
        clockScale = Math.max(1, width / 210);
        captionScale = Math.max(1, width / 420);
        drawBackground();
    }

    private void drawBackground() {
        int width = canvas.width();
        canvas.target(background);
        int rampTop = even(panelTop - 2 * unit);
        for (int bar = 0; bar < BARS.size(); bar++) {
            canvas.fill(barEdge(bar), 0, barEdge(bar + 1), rampTop, BARS.get(bar));
        }
        int steps = 32;
        for (int step = 0; step < steps; step++) {
            int luma = 16 + 219 * step / (steps - 1);
            canvas.fill(
                    even(width * step / steps),
                    rampTop,
                    even(width * (step + 1) / steps),
                    panelTop,
                    new Colour(luma, 128, 128));
        }
        canvas.fill(0, panelTop, width, canvas.height(), PANEL);
        canvas.fill(0, railTop, width, railTop + unit, RAIL);
        canvas.text(3 * unit, panelTop + 3 * unit, Math.max(1, canvas.width() / 128), BRIGHT, "natcast");
    }

    private int barEdge(int bar) {
        return bar == BARS.size() ? canvas.width() : even(canvas.width() * bar / BARS.size());
    }

    /** Fills {@code picture}, from position 0 on. */
    void paint(ByteBuffer picture, long frame, long elapsedNanos, long millisOfDay) {
        picture.put(0, background, 0, background.capacity());
        canvas.target(picture);
        drawBlock(elapsedNanos);
        int width = canvas.width();
        int runner = even((int) (width * (elapsedNanos % 4_000_000_000L) / 4_000_000_000L));
        canvas.fill(runner, railTop, runner + 2 * unit, railTop + unit, RUNNER);
        rightAligned(panelTop + 2 * unit, clockScale, BRIGHT, timeOfDay(millisOfDay));
        rightAligned(
                panelTop + 3 * unit + BitmapFont.HEIGHT * clockScale,
                captionScale,
                DIM,
                caption + "  frame " + String.format(Locale.ROOT, "%07d", frame % 10_000_000));
    }

    private void drawBlock(long elapsedNanos) {
        double seconds = elapsedNanos / 1e9;
        int size = 5 * unit;
        int roomX = Math.max(0, canvas.width() - size);
        int roomY = Math.max(0, panelTop - 2 * unit - size);
        int x = even((int) (roomX * (0.5 + 0.45 * Math.sin(seconds * 0.9))));
        int y = even((int) (roomY * (0.5 + 0.45 * Math.sin(seconds * 1.7))));
        canvas.fill(x, y, x + size, y + size, BLOCK_EDGE);
        int edge = Math.max(2, even(unit / 2));
        canvas.fill(x + edge, y + edge, x + size - edge, y + size - edge, BLOCK);
    }

    private void rightAligned(int top, int scale, int luma, String text) {
        int left = canvas.width() - 3 * unit - (text.length() * BitmapFont.ADVANCE - 1) * scale;
        canvas.text(left, top, scale, luma, text);
    }

    private static String timeOfDay(long millis) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    private static int even(int value) {
        return value & ~1;
    }
}
