package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** A moving test picture, drawn straight into I420 at the requested rate. Immutable. */
public final class TestPatternSource implements VideoSource {
    /** One is being drawn; a sink may hold the newest one, and one per codec that is being encoded. */
    private static final int BUFFERS = 8;

    private final PlaybackClock clock;
    private final Clock wallClock;

    public TestPatternSource() {
        this(PlaybackClock.system(), Clock.system(ZoneId.systemDefault()));
    }

    TestPatternSource(PlaybackClock clock, Clock wallClock) {
        this.clock = clock;
        this.wallClock = wallClock;
    }

    @Override
    public String name() {
        return "test pattern";
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) {
        return new SourceThread(name(), gate -> deliver(wanted, sink, gate), sink, () -> {});
    }

    private void deliver(VideoSettings settings, MediaSink sink, SourceThread.Gate gate) throws InterruptedException {
        int width = settings.width();
        int height = settings.height();
        TestPatternPainter painter = new TestPatternPainter(width, height, settings.framesPerSecond());
        int bytes = PixelFormat.I420.pictureBytes(width, height);
        FrameBuffers buffers = new FrameBuffers(BUFFERS);
        long start = clock.nanoTime();
        long frame = 0;
        while (true) {
            // Counted from the start, not from the last frame: rounding does not add up.
            long elapsed = frame * 1_000_000_000L / settings.framesPerSecond();
            clock.sleepUntil(start + elapsed);
            gate.await();
            long behind = (clock.nanoTime() - start - elapsed) / settings.frameIntervalNanos();
            if (behind > 0) {
                frame += behind;
                elapsed = frame * 1_000_000_000L / settings.framesPerSecond();
            }
            Optional<ByteBuffer> free = buffers.take(bytes);
            if (free.isPresent()) {
                ByteBuffer buffer = free.get();
                painter.paint(buffer, frame, elapsed, millisOfDay());
                sink.onVideo(VideoFrame.of(
                        PixelFormat.I420, width, height, buffer, start + elapsed, () -> buffers.giveBack(buffer)));
            }
            frame++;
        }
    }

    private long millisOfDay() {
        return LocalTime.now(wallClock).getLong(ChronoField.MILLI_OF_DAY);
    }
}
