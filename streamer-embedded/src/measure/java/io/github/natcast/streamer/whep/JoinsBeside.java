package io.github.natcast.streamer.whep;

import com.sun.management.OperatingSystemMXBean;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.measure.RoomyLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What joins cost those who watch: prints the packets that five viewers missed and the longest time between two of
 * their pictures, alone and while others join at 100 a second for ten seconds, or at the highest half, quarter and so
 * on of that which this machine carries. The joiners are a process of their own. The argument is the first rate.
 */
final class JoinsBeside {
    private static final int WATCHERS = 5;
    private static final int SECONDS = 10;
    /** Of the joins that were asked for, in the time that was given: the machine carries the rate. */
    private static final double CARRIED = 0.9;

    private final List<Watcher> watchers = new ArrayList<>();

    private JoinsBeside() {}

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        new JoinsBeside().measure(rate);
        System.exit(0); // the watchers' threads
    }

    private void measure(int firstRate) throws Exception {
        try (Streamer streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(640, 360))
                .audio(AudioSettings.disabled())
                .maximumViewers(5_000)
                .limits(RoomyLimits.limits())
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .build()) {
            streamer.start();
            watch(streamer.address());
            TimeUnit.SECONDS.sleep(2);
            report("alone", () -> {
                TimeUnit.SECONDS.sleep(SECONDS);
                return "";
            });
            for (int rate = firstRate; rate > 0; rate /= 2) {
                int asked = rate;
                String joined = report(rate + " joins a second asked for", () -> join(streamer.address(), asked));
                if (carried(joined, rate)) {
                    return;
                }
            }
        }
    }

    private void watch(URI server) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; i < WATCHERS; i++) {
            DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
            Watcher watcher = new Watcher(WhepViewer.join(http, server, identity));
            watchers.add(watcher);
            Thread thread = new Thread(watcher, "watcher");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private interface Meanwhile {
        String run() throws Exception;
    }

    private String report(String name, Meanwhile meanwhile) throws Exception {
        watchers.forEach(Watcher::reset);
        long processor = processorNanos();
        long begun = System.nanoTime();
        String joined = meanwhile.run();
        double took = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%s: %d watchers got %d packets and missed %d, longest time between pictures %.0f ms; server and"
                        + " watchers took %.2f cores%n",
                name,
                WATCHERS,
                watchers.stream().mapToLong(watcher -> watcher.packets.get()).sum(),
                watchers.stream().mapToLong(watcher -> watcher.lost.get()).sum(),
                watchers.stream()
                                .mapToLong(watcher -> watcher.longestGapNanos.get())
                                .max()
                                .orElse(0)
                        / 1e6,
                (processorNanos() - processor) / 1e9 / took);
        if (!joined.isEmpty()) {
            System.out.println("  " + joined);
        }
        return joined;
    }

    private static String join(URI server, int rate) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Joiners.class.getName(),
                        server.toString(),
                        Integer.toString(rate),
                        Integer.toString(SECONDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static boolean carried(String joined, int rate) {
        String reached = joined.replaceAll(".* = (\\d+) a second.*", "$1");
        return reached.matches("\\d+") && Integer.parseInt(reached) >= rate * CARRIED;
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
