package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.PushVideoSource;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.VideoSource.Playback;
import io.github.natcast.streamer.internal.media.source.frames.PythonProgram;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What a sink saw that releases each picture at once.
 *
 * @param missing pictures that were sent and did not come
 * @param dropped of those, the ones that the client gave up
 * @param ages milliseconds from capture to the sink
 * @param clientPercent of one core
 * @param sourcePercent of one core
 */
record SinkReadings(long missing, long dropped, Samples ages, double clientPercent, double sourcePercent) {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Sends so many pictures, with audio, after one second's worth to get warm; waits for a line before it ends. */
    private static final String CLIENT = """
            import sys
            from natcast_frames import FrameSender, beats, now_ns
            path, width, height, rate, seconds = sys.argv[1], *map(int, sys.argv[2:6])
            pictures = [bytes([value]) * (width * height * 3) for value in (40, 200)]
            sound = bytes(2 * 48000 // rate)
            with FrameSender(path) as sender:
                for number in beats(rate):
                    if number == rate:
                        print("warm")
                    if number == rate * (seconds + 1):
                        break
                    time = now_ns()
                    sender.send_video(pictures[number % 2], width, height, "RGB", time)
                    sender.send_audio(sound, 48000, format="s16", capture_ns=time)
                print(sender.dropped)
                sys.stdin.readline()
            """;

    /** Counts, and keeps the ages, from when it is told to. */
    private static final class AgeSink implements MediaSink {
        private final List<Double> ages = new ArrayList<>();

        @Override
        public synchronized void onVideo(VideoFrame frame) {
            ages.add((System.nanoTime() - frame.captureTimeNanos()) / 1e6);
            frame.release();
        }

        @Override
        public void onEnd() {}

        @Override
        public void onFailure(MediaSourceException failure) {
            throw new AssertionError(failure);
        }

        /** All but the first ones, which were slow since nothing was compiled. */
        synchronized List<Double> after(int first) {
            return List.copyOf(ages.subList(Math.min(first, ages.size()), ages.size()));
        }
    }

    static SinkReadings ofClient(Path path, int width, int height, int rate, int seconds) throws Exception {
        AgeSink sink = new AgeSink();
        try (Playback playing = VideoSource.frames(path.toString()).start(VideoSettings.defaults(), sink);
                PythonProgram client = PythonProgram.script(
                        CLIENT,
                        path.toString(),
                        String.valueOf(width),
                        String.valueOf(height),
                        String.valueOf(rate),
                        String.valueOf(seconds))) {
            playing.setActive(true);
            client.line();
            CpuTime clientBefore = CpuTime.of(client.pid());
            CpuTime sourceBefore = CpuTime.of(ProcessHandle.current().pid());
            long dropped = Long.parseLong(client.line());
            double clientSeconds = CpuTime.of(client.pid()).secondsSince(clientBefore, List.of(""));
            double sourceSeconds =
                    CpuTime.of(ProcessHandle.current().pid()).secondsSince(sourceBefore, List.of("natcast-source"));
            List<Double> ages = sink.after(rate);
            return new SinkReadings(
                    (long) rate * seconds - ages.size(),
                    dropped,
                    new Samples(ages),
                    100 * clientSeconds / seconds,
                    100 * sourceSeconds / seconds);
        }
    }

    static SinkReadings ofPush(int width, int height, int rate, int seconds) throws Exception {
        AgeSink sink = new AgeSink();
        PushVideoSource source = new PushVideoSource("pushed");
        ByteBuffer picture = ByteBuffer.allocateDirect(PixelFormat.RGB.pictureBytes(width, height));
        try (Playback playing = source.start(VideoSettings.defaults(), sink)) {
            playing.setActive(true);
            long start = System.nanoTime();
            long cpuBefore = 0;
            for (int number = 0; number < rate * (seconds + 1); number++) {
                if (number == rate) {
                    cpuBefore = threadCpuNanos();
                }
                for (long left = start + number * SECOND_NANOS / rate - System.nanoTime(); left > 0; ) {
                    LockSupport.parkNanos(left);
                    left = start + number * SECOND_NANOS / rate - System.nanoTime();
                }
                source.push(PixelFormat.RGB, width, height, picture, System.nanoTime());
            }
            List<Double> ages = sink.after(rate);
            double cpu = (threadCpuNanos() - cpuBefore) / 1e9;
            return new SinkReadings((long) rate * seconds - ages.size(), 0, new Samples(ages), 0, 100 * cpu / seconds);
        }
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    String describeAges() {
        return String.format(Locale.ROOT, "%.1f, %.1f ms", ages.median(), ages.quantile(0.95));
    }
}
