package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A textured scene with a sensor's noise, over which a camera pans to and fro. Immutable. */
final class MovingScene {
    private static final int PICTURES = 40;
    private static final int PIXELS_A_PICTURE = 3;
    /** The most levels by which noise changes a pixel's brightness. */
    private static final int NOISE = 3;

    private final List<byte[]> lumas = new ArrayList<>();
    private final List<VideoFrame> pictures = new ArrayList<>();

    MovingScene(int width, int height) {
        Random random = new Random(1);
        int wide = width + PICTURES * PIXELS_A_PICTURE;
        byte[] texture = new byte[wide * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < wide; x++) {
                double waves = 30 * Math.sin(x / 23.0 + y / 57.0) + 25 * Math.sin(x / 7.0 - y / 11.0);
                int edges = ((x >> 6 ^ y >> 5) & 3) * 18;
                texture[y * wide + x] = (byte) (90 + waves + edges);
            }
        }
        for (int number = 0; number < PICTURES; number++) {
            byte[] luma = new byte[width * height];
            for (int y = 0; y < height; y++) {
                System.arraycopy(texture, y * wide + number * PIXELS_A_PICTURE, luma, y * width, width);
            }
            for (int i = 0; i < luma.length; i++) {
                luma[i] += (byte) (random.nextInt(2 * NOISE + 1) - NOISE);
            }
            lumas.add(luma);
            ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(width, height));
            pixels.put(0, luma);
            for (int i = luma.length; i < pixels.capacity(); i++) {
                pixels.put(i, (byte) 128);
            }
            pictures.add(VideoFrame.of(PixelFormat.I420, width, height, pixels, 0));
        }
    }

    VideoFrame picture(int number) {
        return pictures.get(position(number));
    }

    /** The squared error of brightness, as the mean over all pixels. */
    double squaredError(int number, byte[] found) {
        byte[] expected = lumas.get(position(number));
        long sum = 0;
        for (int i = 0; i < expected.length; i++) {
            int difference = (expected[i] & 0xff) - (found[i] & 0xff);
            sum += (long) difference * difference;
        }
        return (double) sum / expected.length;
    }

    /** To the right end and back, without a jump. */
    private static int position(int number) {
        int phase = number % (2 * PICTURES - 2);
        return phase < PICTURES ? phase : 2 * PICTURES - 2 - phase;
    }
}
