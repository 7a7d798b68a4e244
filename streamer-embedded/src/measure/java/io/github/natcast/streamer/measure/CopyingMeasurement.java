package io.github.natcast.streamer.measure;

import com.sun.management.OperatingSystemMXBean;
import io.github.natcast.streamer.EncodedVideoSource;
import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.ffmpeg.PacketReader;
import io.github.natcast.streamer.internal.media.ffmpeg.TestClip;
import io.github.natcast.streamer.internal.media.ffmpeg.TestPictures;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what the process costs whose source is encoded already, at 1280x720, 25 frames per second and 2 Mbit/s, with
 * one viewer in another process: pushed, and copied from a file. The argument is for how many seconds each is measured,
 * 30 by default.
 */
final class CopyingMeasurement {
    private static final int PICTURES = 250;
    private static final long INTERVAL_NANOS = 40_000_000L;
    private static final int WARM_UP_MILLIS = 10_000;
    /** Percent of one core that is promised. */
    private static final double MOST_SHARE = 5;

    private record Unit(byte[] data, boolean keyFrame) {}

    private CopyingMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        Path folder = Files.createTempDirectory("natcast-copying");
        Path clip = TestClip.at(folder.resolve("clip.mp4"))
                .pictures("libopenh264", 1280, 720, 25, PICTURES)
                .drawnBy(number -> TestPictures.grain(1280, 720, number))
                .codedWith(context -> context.gop_size(25).max_b_frames(0))
                .write();
        System.out.printf(
                "the clip has %.2f Mbit/s%n", Files.size(clip) * 8.0 / (PICTURES * INTERVAL_NANOS / 1e9) / 1e6);
        measure("copied", VideoSource.copied(clip.toString()), seconds);
        EncodedVideoSource pushed = VideoSource.encoded("pushed", VideoCodec.H264);
        Thread pushing = new Thread(() -> push(pushed, clip), "pushing");
        pushing.setDaemon(true);
        pushing.start();
        measure("pushed", pushed, seconds);
        Files.delete(clip);
        Files.delete(folder);
        System.exit(0);
    }

    private static void push(EncodedVideoSource source, Path clip) {
        try {
            List<Unit> units = units(clip);
            long due = System.nanoTime();
            for (int i = 0; ; i = (i + 1) % units.size()) {
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                source.push(
                        ByteBuffer.wrap(units.get(i).data()), due, units.get(i).keyFrame());
                due += INTERVAL_NANOS;
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Unit> units(Path clip) throws Exception {
        List<Unit> units = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(clip.toString(), VideoSettings.defaults(), MediaOptions.defaults())
                .orElseThrow()) {
            while (reader.next()) {
                units.add(new Unit(reader.data(), reader.isKeyFrame()));
            }
        }
        return units;
    }

    private static void measure(String name, VideoSource source, int seconds) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Streamer streamer = Streamer.builder()
                .httpPort(0)
                .mediaPort(0)
                .source(source)
                .codecs(List.of(VideoCodec.H264))
                .build()) {
            streamer.start();
            Process viewer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LightWhepViewer.class.getName(),
                            streamer.address().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader answers = viewer.inputReader(StandardCharsets.UTF_8)) {
                if (answers.readLine() == null) {
                    throw new IOException("the viewer did not join");
                }
                Thread.sleep(WARM_UP_MILLIS);
                long cpu = system.getProcessCpuTime();
                long wall = System.nanoTime();
                long sent = sent(streamer);
                Thread.sleep(seconds * 1000L);
                double elapsed = System.nanoTime() - wall;
                double share = 100 * (system.getProcessCpuTime() - cpu) / elapsed;
                System.out.printf(
                        "%s: %.1f %% of a core (%.0f promised), %.2f Mbit/s sent%n",
                        name, share, MOST_SHARE, (sent(streamer) - sent) * 8e3 / elapsed);
            } finally {
                viewer.destroy();
                viewer.waitFor();
            }
        }
    }

    private static long sent(Streamer streamer) {
        return streamer.viewers().stream()
                .flatMap(viewer -> viewer.stats().stream())
                .mapToLong(stats -> stats.bytesSent())
                .sum();
    }
}
