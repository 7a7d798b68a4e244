package io.github.natcast.streamer.whep;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.ffmpeg.TestDecoder;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A source whose every picture says which one it is: eight squares of black or white, one for each bit of its number.
 * All playbacks of a process share one thread. Thread-safe.
 */
public final class MarkedSource implements VideoSource {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "marked-sources");
        thread.setDaemon(true);
        return thread;
    });
    private static final int BITS = 8;

    /** How many playbacks are open. */
    public static final AtomicInteger OPEN = new AtomicInteger();

    private final int mark;
    private final int width;
    private final int height;

    /** @param mark 0 to 255 */
    public MarkedSource(int mark, int width, int height) {
        this.mark = mark;
        this.width = width;
        this.height = height;
    }

    @Override
    public String name() {
        return "mark " + mark;
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) {
        OPEN.incrementAndGet();
        ByteBuffer pixels = picture();
        long interval = wanted.frameIntervalNanos();
        var running = TIMER.scheduleAtFixedRate(
                () -> sink.onVideo(VideoFrame.of(PixelFormat.I420, width, height, pixels, System.nanoTime())),
                0,
                interval,
                TimeUnit.NANOSECONDS);
        return () -> {
            if (running.cancel(false)) {
                OPEN.decrementAndGet();
            }
        };
    }

    private ByteBuffer picture() {
        ByteBuffer pixels = ByteBuffer.allocateDirect(width * height * 3 / 2);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) 128);
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean one = (mark >> (x * BITS / width) & 1) == 1;
                pixels.put(y * width + x, (byte) (one ? 235 : 16));
            }
        }
        return pixels;
    }

    /** Which source a decoded picture is of. */
    public static int markOf(TestDecoder.Picture picture) {
        int mark = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int x = (2 * bit + 1) * picture.width() / (2 * BITS);
            mark |= picture.lumaAt(x, picture.height() / 2) > 128 ? 1 << bit : 0;
        }
        return mark;
    }
}
