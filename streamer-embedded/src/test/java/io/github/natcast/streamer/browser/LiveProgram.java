package io.github.natcast.streamer.browser;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.PushVideoSource;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** A program that pushes a tone, and pictures of one colour with a moving block, until a test makes it fall silent. */
public final class LiveProgram implements AutoCloseable {
    private static final int AUDIO_RATE = 48_000;

    private final PushVideoSource source;
    private final int width;
    private final int height;
    private final int framesPerSecond;
    private final int rgb;
    private final int hertz;
    private final Thread thread;
    private volatile boolean stopping;

    /** Starts to push; {@code rgb} is 0xRRGGBB. */
    public LiveProgram(String name, int width, int height, int framesPerSecond, int rgb, int hertz) {
        this.source = new PushVideoSource(name);
        this.width = width;
        this.height = height;
        this.framesPerSecond = framesPerSecond;
        this.rgb = rgb;
        this.hertz = hertz;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    public PushVideoSource source() {
        return source;
    }

    private void run() {
        long start = System.nanoTime();
        ByteBuffer picture = ByteBuffer.allocate(PixelFormat.BGRA.pictureBytes(width, height));
        int samples = AUDIO_RATE / framesPerSecond;
        for (long number = 0; !stopping; number++) {
            long time = number * 1_000_000_000L / framesPerSecond;
            if (!sleepUntil(start + time)) {
                return;
            }
            draw(picture, (int) (number * 16 % width));
            source.push(PixelFormat.BGRA, width, height, picture, start + time);
            // The audio since the previous picture.
            source.push(AudioFrame.of(
                    tone(samples, number * samples), AUDIO_RATE, 1, start + time - 1_000_000_000L / framesPerSecond));
        }
    }

    private void draw(ByteBuffer picture, int left) {
        int plain = rgb << 8 | 0xff;
        int block = (rgb ^ 0x808080) << 8 | 0xff;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inBlock = y < height / 8 && x >= left && x < left + width / 8;
                int rgba = inBlock ? block : plain;
                picture.putInt((y * width + x) * 4, Integer.reverseBytes(rgba >>> 8 | 0xff000000));
            }
        }
    }

    private float[] tone(int count, long from) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * ((from + i) % AUDIO_RATE) / AUDIO_RATE));
        }
        return samples;
    }

    private static boolean sleepUntil(long nanoTime) {
        try {
            long left = nanoTime - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            return true;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops pushing without reporting an end. */
    public void stall() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stall();
    }
}
