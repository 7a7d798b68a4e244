package io.github.natcast.streamer.browser;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.PushVideoSource;
import io.github.natcast.streamer.VideoSource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A program that pushes a white picture and a tone at the same instant, once a second, and black and silence in
 * between.
 */
public final class FlashAndBeep implements AutoCloseable {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long FLASH_NANOS = 200_000_000L;
    private static final long PICTURE_NANOS = 40_000_000L;
    private static final long AUDIO_NANOS = 20_000_000L;
    private static final int RATE = 44_100;
    private static final int SAMPLES = (int) (RATE * AUDIO_NANOS / 1_000_000_000L);

    private final PushVideoSource source = new PushVideoSource("flash and beep");
    private final Thread thread = new Thread(this::run, "flash-and-beep");
    private final long periodNanos;
    private final boolean silence;
    private volatile boolean stopping;

    private final long startNanos = System.nanoTime();
    private final double startMillis = wallClockMillis();

    public FlashAndBeep() {
        this(1, true);
    }

    /**
     * Flashes and beeps at this interval in seconds; without {@code silence} no audio is pushed between beeps, as by a
     * program that pushes only speech.
     */
    FlashAndBeep(int seconds, boolean silence) {
        periodNanos = seconds * SECOND_NANOS;
        this.silence = silence;
        thread.start();
    }

    public VideoSource source() {
        return source;
    }

    /** The time from the capture of the last flash and beep to a wall-clock time, given in milliseconds since 1970. */
    public double age(double epochMillis) {
        double age = (epochMillis - startMillis) % (periodNanos / 1e6);
        return age < 0 ? age + (periodNanos / 1e6) : age;
    }

    private static double wallClockMillis() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
    }

    private void run() {
        long start = startNanos;
        ByteBuffer black = grey((byte) 16);
        ByteBuffer white = grey((byte) 235);
        for (long time = 0; !stopping; time += AUDIO_NANOS) {
            sleepUntil(start + time);
            if (time % PICTURE_NANOS == 0) {
                boolean flash = time % periodNanos < FLASH_NANOS;
                source.push(PixelFormat.I420, WIDTH, HEIGHT, flash ? white : black, start + time);
            }
            // The audio of the last 20 ms.
            long recorded = time - AUDIO_NANOS;
            if (silence || (recorded >= 0 && recorded % periodNanos < FLASH_NANOS)) {
                source.push(audio(recorded, start));
            }
        }
    }

    private AudioFrame audio(long time, long start) {
        float[] samples = new float[SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            double seconds = Math.max(0, time) / 1e9 + (double) i / RATE;
            boolean beep = time >= 0 && seconds % (periodNanos / 1e9) < FLASH_NANOS / 1e9;
            samples[i] = beep ? (float) (0.6 * Math.sin(2 * Math.PI * 1000 * seconds)) : 0;
        }
        return AudioFrame.of(samples, RATE, 1, start + time);
    }

    private static ByteBuffer grey(byte luma) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(WIDTH, HEIGHT));
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, i < WIDTH * HEIGHT ? luma : (byte) 128);
        }
        return pixels;
    }

    private static void sleepUntil(long nanoTime) {
        try {
            long left = nanoTime - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
