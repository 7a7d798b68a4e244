package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.transport.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * The measured process: a streamer on loopback as {@code natcast serve} starts it. Answers a line of standard input with
 * one of standard output, and stops at the end of its input.
 */
final class MeasuredServer {
    /** The argument that paints the time code. */
    static final String TIMECODE = "timecode";

    private MeasuredServer() {}

    public static void main(String[] arguments) throws Exception {
        try (Streamer streamer = Streamer.builder()
                .video(VideoSettings.defaults().withTimecode(List.of(arguments).contains(TIMECODE)))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build()) {
            streamer.start();
            System.out.println("ready " + streamer.address());
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                switch (command) {
                    case "viewers" -> System.out.println(streamer.viewers().size());
                    case "timelines" ->
                        System.out.println(streamer.viewers().stream()
                                .map(viewer -> String.join(", ", viewer.timeline()))
                                .toList());
                    case "held" -> System.out.println(held());
                    default -> System.out.println("unknown: " + command);
                }
            }
        }
        System.exit(0);
    }

    /** Threads, file descriptors, bytes of heap that are reachable, bytes that JavaCPP tracks, bytes of the whole process in memory. */
    private static String held() throws InterruptedException, IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return threads + " " + Resources.openFileDescriptors() + " " + heap + " " + Pointer.totalBytes() + " "
                + Pointer.physicalBytes();
    }
}
