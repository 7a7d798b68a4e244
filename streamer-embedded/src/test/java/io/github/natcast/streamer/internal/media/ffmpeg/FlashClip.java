package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes a clip that turns white and beeps at the same instant, once a second, and is black and silent in between. */
public final class FlashClip implements AudioClip.Content {
    /** Into each second. */
    private static final double FLASH_BEGINS = 0.4;

    private static final double FLASH_ENDS = 0.6;
    private static final int PICTURES_PER_SECOND = 25;
    private static final double BEEP_HERTZ = 1000;

    private FlashClip() {}

    /** Writes {@code pictures} at 25 per second and {@code seconds} of audio, which need not end together. */
    public static Path write(Path file, int pictures, double seconds) throws Exception {
        return AudioClip.write(file, pictures, seconds, new FlashClip());
    }

    private static boolean flashes(double seconds) {
        double into = seconds % 1;
        return into >= FLASH_BEGINS && into < FLASH_ENDS;
    }

    @Override
    public VideoFrame picture(int number) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(AudioClip.WIDTH, AudioClip.HEIGHT));
        byte luma = (byte) (flashes((number + 0.5) / PICTURES_PER_SECOND) ? 235 : 16);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, i < AudioClip.WIDTH * AudioClip.HEIGHT ? luma : (byte) 128);
        }
        return VideoFrame.of(PixelFormat.I420, AudioClip.WIDTH, AudioClip.HEIGHT, pixels, 0);
    }

    @Override
    public double sample(long position) {
        double seconds = (double) position / AudioClip.SAMPLE_RATE;
        return flashes(seconds) ? 0.6 * Math.sin(2 * Math.PI * BEEP_HERTZ * seconds) : 0;
    }
}
