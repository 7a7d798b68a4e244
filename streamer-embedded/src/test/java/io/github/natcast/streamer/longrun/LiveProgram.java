package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.PushVideoSource;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.source.PlaybackClock;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * A program that pushes a flash and a beep at the same instant, once a second. Its audio device has a clock of its own,
 * which is slightly wrong, and its capture times are slightly uncertain.
 */
public final class LiveProgram implements VideoSource {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final double NOMINAL_RATE = 44_100;
    private static final int PIECE = 882;
    private static final double PICTURE_SECONDS = 0.04;
    private static final double FLASH_BEGINS = 0.4;
    private static final double FLASH_ENDS = 0.6;

    private final PlaybackClock clock;
    private final double trueRate;
    private final long jitterNanos;

    /**
     * @param deviceSpeed speed of the audio device's clock; 1 when it is right
     * @param jitterNanos how far capture times may be off either way, and how late audio may come
     */
    public LiveProgram(PlaybackClock clock, double deviceSpeed, long jitterNanos) {
        this.clock = clock;
        trueRate = NOMINAL_RATE * deviceSpeed;
        this.jitterNanos = jitterNanos;
    }

    @Override
    public String name() {
        return "live program";
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) {
        PushVideoSource source = new PushVideoSource(name());
        Playback playback = source.start(wanted, sink);
        Thread thread = new Thread(() -> run(source), "live-program");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            thread.interrupt();
            playback.close();
        };
    }

    private void run(PushVideoSource source) {
        Random random = new Random(17);
        ByteBuffer black = grey((byte) 16);
        ByteBuffer white = grey((byte) 235);
        long start = clock.nanoTime();
        long pictures = 0;
        long pieces = 0;
        try {
            while (true) {
                double picture = pictures * PICTURE_SECONDS;
                double pieceEnds = (pieces + 1) * PIECE / trueRate;
                if (picture <= pieceEnds) {
                    pictures++;
                    clock.sleepUntil(start + nanos(picture));
                    boolean flash = flashes(picture + PICTURE_SECONDS / 2);
                    source.push(PixelFormat.I420, WIDTH, HEIGHT, flash ? white : black, start + nanos(picture));
                } else {
                    clock.sleepUntil(start + nanos(pieceEnds) + (jitterNanos == 0 ? 0 : random.nextLong(jitterNanos)));
                    long off = jitterNanos == 0 ? 0 : random.nextLong(-jitterNanos, jitterNanos);
                    source.push(audio(pieces, start + nanos(pieces * PIECE / trueRate) + off));
                    pieces++;
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private AudioFrame audio(long piece, long captureTimeNanos) {
        float[] samples = new float[PIECE];
        for (int i = 0; i < PIECE; i++) {
            double seconds = (piece * PIECE + i) / trueRate;
            samples[i] = flashes(seconds) ? (float) (0.6 * Math.sin(2 * Math.PI * 1000 * seconds)) : 0;
        }
        return AudioFrame.of(samples, (int) NOMINAL_RATE, 1, captureTimeNanos);
    }

    private static boolean flashes(double seconds) {
        double into = seconds % 1;
        return into >= FLASH_BEGINS && into < FLASH_ENDS;
    }

    private static ByteBuffer grey(byte luma) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(WIDTH, HEIGHT));
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, i < WIDTH * HEIGHT ? luma : (byte) 128);
        }
        return pixels;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
