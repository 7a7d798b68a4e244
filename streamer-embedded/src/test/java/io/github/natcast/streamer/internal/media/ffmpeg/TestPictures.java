package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import java.util.Random;

/** Pictures whose content is known: a grey level that depends on the frame number, with a bright moving column. */
public final class TestPictures {
    private TestPictures() {}

    public static VideoFrame i420(int width, int height, int number, long captureTimeNanos) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(width, height));
        int column = number * 8 % width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean bright = x >= column && x < column + 16;
                pixels.put(y * width + x, (byte) (bright ? 220 : 40 + number % 50 * 2));
            }
        }
        for (int i = width * height; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) 128);
        }
        return VideoFrame.of(PixelFormat.I420, width, height, pixels, captureTimeNanos);
    }

    /** Nothing in it can be predicted, neither from its surroundings nor from the picture before. */
    public static VideoFrame noise(int width, int height, int number) {
        Random random = new Random(number);
        byte[] luma = new byte[width * height];
        random.nextBytes(luma);
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(width, height));
        pixels.put(luma);
        while (pixels.hasRemaining()) {
            pixels.put((byte) 128);
        }
        return VideoFrame.of(PixelFormat.I420, width, height, pixels.flip(), 0);
    }

    /** Soft blocks that pass by, with grain on them: what a camera sees, and a challenge at a low rate. */
    public static VideoFrame grain(int width, int height, int number) {
        Random random = new Random(number);
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(width, height));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int block = ((x + 3 * number) / 24 * 37 + (y + number) / 24 * 59) % 7 * 20;
                pixels.put((byte) (60 + block + random.nextInt(16)));
            }
        }
        while (pixels.hasRemaining()) {
            pixels.put((byte) 128);
        }
        return VideoFrame.of(PixelFormat.I420, width, height, pixels.flip(), 0);
    }

    /** A picture of one colour: luma and both chromas. */
    public static VideoFrame plain(int width, int height, int[] colour) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(width, height));
        int luma = width * height;
        for (int i = 0; i < pixels.capacity(); i++) {
            int plane = i < luma ? 0 : i < luma + luma / 4 ? 1 : 2;
            pixels.put(i, (byte) colour[plane]);
        }
        return VideoFrame.of(PixelFormat.I420, width, height, pixels, 0);
    }
}
