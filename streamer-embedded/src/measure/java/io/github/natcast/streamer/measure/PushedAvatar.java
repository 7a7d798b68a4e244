package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.PushVideoSource;
import io.github.natcast.streamer.VideoSource;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** Pushes what examples/python/avatar.py sends: 1280x720 RGB, 25 per second, and audio. Runs as long as the process. */
final class PushedAvatar {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final long PICTURE_NANOS = 40_000_000L;
    private static final int RATE = 48_000;

    private final PushVideoSource source = new PushVideoSource("pushed avatar");

    PushedAvatar() {
        Thread thread = new Thread(this::run, "pushed-avatar");
        thread.setDaemon(true);
        thread.start();
    }

    VideoSource source() {
        return source;
    }

    private void run() {
        ByteBuffer dark = ByteBuffer.allocateDirect(PixelFormat.RGB.pictureBytes(WIDTH, HEIGHT));
        ByteBuffer bright = ByteBuffer.allocateDirect(dark.capacity());
        for (int i = 0; i < bright.capacity(); i++) {
            bright.put(i, (byte) -1);
        }
        float[] silence = new float[RATE / 25];
        float[] beep = new float[silence.length];
        for (int i = 0; i < beep.length; i++) {
            beep[i] = (float) (0.6 * Math.sin(2 * Math.PI * 1000 * i / RATE));
        }
        long start = System.nanoTime();
        for (long number = 0; !Thread.interrupted(); number++) {
            long time = start + number * PICTURE_NANOS;
            while (System.nanoTime() < time) {
                LockSupport.parkNanos(time - System.nanoTime());
            }
            boolean flash = number % 25 < 5;
            source.push(PixelFormat.RGB, WIDTH, HEIGHT, flash ? bright : dark, time);
            source.push(AudioFrame.of(flash ? beep : silence, RATE, 1, time));
        }
    }
}
