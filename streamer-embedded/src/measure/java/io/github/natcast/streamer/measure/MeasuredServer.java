package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.browser.FlashAndBeep;
import io.github.natcast.streamer.internal.media.source.MediaSource;
import io.github.natcast.streamer.internal.transport.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * The measured process: a streamer on loopback as {@code natcast serve} starts it. It answers each line of standard
 * input with one of standard output, and stops at the end of its input.
 */
final class MeasuredServer {
    /** This argument paints the time code. */
    static final String TIMECODE = "timecode";
    /** The argument after this one names a file, which plays in a loop at 320x180. */
    static final String PLAY = "play";
    /** The rest of this argument names the standby clip, instead of the test pattern. */
    static final String STANDBY = "standby=";
    /** This argument pushes video and audio that flash and beep. */
    static final String PUSH = "push";
    /** This argument pushes large pictures that flash, and beeps. */
    static final String PUSH_LARGE = "push-large";
    /** The rest of this argument is where frames come from. */
    static final String FRAMES = "frames=";

    private MeasuredServer() {}

    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        StreamerBuilder builder = Streamer.builder()
                .video(VideoSettings.defaults().withTimecode(options.contains(TIMECODE)))
                .limits(RoomyLimits.limits())
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0);
        if (options.contains(PLAY)) {
            builder.source(new MediaSource(options.get(options.indexOf(PLAY) + 1)))
                    .video(VideoSettings.defaults().withSize(320, 180).withBitrate(300_000));
        }
        if (options.contains(PUSH)) {
            builder.source(new FlashAndBeep().source());
        }
        if (options.contains(PUSH_LARGE)) {
            builder.source(new PushedAvatar().source());
        }
        for (String option : options) {
            if (option.startsWith(FRAMES)) {
                builder.source(VideoSource.frames(option.substring(FRAMES.length())));
            }
            if (option.startsWith(STANDBY)) {
                builder.source(new MediaSource(option.substring(STANDBY.length())));
            }
        }
        try (Streamer streamer = builder.build();
                LiveSources live = new LiveSources(streamer)) {
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
                    case "live", "ends", "fails", "stalls" -> System.out.println(live.let(command));
                    case "held" -> System.out.println(held());
                    case "peek" -> System.out.println(peek());
                    default -> System.out.println("unknown: " + command);
                }
            }
        }
        System.exit(0);
    }

    /** Threads, file descriptors, reachable bytes of heap, bytes that JavaCPP tracks, resident bytes of the process. */
    private static String held() throws InterruptedException, IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return held(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** As {@link #held()} without a collection: the heap is what the last collections left. */
    private static String peek() throws IOException {
        return held(ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum());
    }

    private static String held(long heap) throws IOException {
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return threads + " " + Resources.openFileDescriptors() + " " + heap + " " + Pointer.totalBytes() + " "
                + Pointer.physicalBytes();
    }
}
