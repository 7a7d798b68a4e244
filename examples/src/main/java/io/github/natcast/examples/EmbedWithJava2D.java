package io.github.natcast.examples;

import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.PushVideoSource;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.concurrent.TimeUnit;

/**
 * Draws a clock, and shows it to any number of browsers. Arguments: HTTP port and media port; 9000 and 10111 unless
 * given.
 */
public final class EmbedWithJava2D {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int FRAMES_PER_SECOND = 25;
    private static final long INTERVAL_NANOS = 1_000_000_000L / FRAMES_PER_SECOND;

    private EmbedWithJava2D() {}

    public static void main(String[] arguments) throws StreamerException {
        Logging.install();
        int httpPort = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9000;
        int mediaPort = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10111;
        PushVideoSource drawing = VideoSource.pushed("drawing");
        try (Streamer streamer = Streamer.builder()
                .source(drawing)
                .video(VideoSettings.defaults().withSize(WIDTH, HEIGHT).withFramesPerSecond(FRAMES_PER_SECOND))
                .httpPort(httpPort)
                .mediaPort(mediaPort)
                .build()) {
            streamer.start();
            System.out.println("watch at " + streamer.address());
            draw(drawing);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void draw(PushVideoSource drawing) throws InterruptedException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        long start = System.nanoTime();
        for (long number = 0; ; number++) {
            long due = start + number * INTERVAL_NANOS;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            // The first picture is kept for the first viewer; while nobody watches, no other is needed.
            if (number == 0 || drawing.isWanted()) {
                drawClock(image, number / (double) FRAMES_PER_SECOND);
                // The image may be drawn into again at once: its pixels were copied.
                drawing.push(image, System.nanoTime());
            }
        }
    }

    /** One turn in ten seconds. */
    private static void drawClock(BufferedImage image, double seconds) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(0x10, 0x20, 0x38));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        int radius = HEIGHT * 2 / 5;
        graphics.setColor(new Color(0xf0, 0xf0, 0xe8));
        graphics.fillOval(WIDTH / 2 - radius, HEIGHT / 2 - radius, 2 * radius, 2 * radius);
        graphics.setColor(new Color(0xd0, 0x48, 0x30));
        int turned = (int) Math.round(seconds * 36);
        graphics.fillArc(WIDTH / 2 - radius, HEIGHT / 2 - radius, 2 * radius, 2 * radius, 90 - turned, -30);
        graphics.dispose();
    }
}
