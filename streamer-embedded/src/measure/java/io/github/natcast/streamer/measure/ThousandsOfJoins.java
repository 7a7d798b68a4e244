package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.internal.media.ffmpeg.FlashClip;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a server with a small heap holds after viewers have joined and left it {@code measure.joins} times. */
final class ThousandsOfJoins implements Measurement {
    /**
     * Code is compiled by then; pools, caches and the collector's own memory take a thousand more to reach their size.
     */
    private static final int WARM_UP = 400;

    private static final long PAUSE_MILLIS = 40;
    private static final Duration SETTLING_LIMIT = Duration.ofMinutes(2);
    private static final double MEGABYTE = 1e6;
    private static final double KILOBYTES_PER_MEGABYTE = 1000 / 1.024;
    private static final List<String> JVM =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
    private int refused;

    /** Readings at rest: nobody watches, idle threads have ended, the heap is collected. */
    private record AtRest(Held held, ProcessMemory memory) {
        double residentMegabytes() {
            return memory.residentKilobytes() / KILOBYTES_PER_MEGABYTE;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d threads, %d descriptors, heap %.2f MB, native %.1f kB, resident %.1f MB",
                    held.threads(),
                    held.descriptors(),
                    held.heap() / MEGABYTE,
                    held.nativeMemory() / 1000.0,
                    residentMegabytes());
        }
    }

    @Override
    public List<Finding> run() throws Exception {
        int joins = Integer.getInteger("measure.joins", 2000);
        Path folder = Files.createTempDirectory("natcast-joins");
        Path clip = FlashClip.write(folder.resolve("flash.mp4"), 183, 7.3);
        try (ServerProcess server = ServerProcess.start(JVM, MeasuredServer.PLAY, clip.toString())) {
            AtRest fresh = atRest(server);
            comeAndGo(server, WARM_UP);
            AtRest before = atRest(server);
            comeAndGo(server, joins / 2);
            AtRest half = atRest(server);
            comeAndGo(server, joins - joins / 2);
            AtRest after = atRest(server);
            return List.of(
                    Finding.reported("held before the first viewer", fresh.toString()),
                    Finding.reported("after " + WARM_UP + " viewers", before.toString()),
                    Finding.reported("after " + joins / 2 + " more", half.toString()),
                    new Finding(
                            "after " + joins + " more",
                            after.toString(),
                            "as half-way: heap within 1 MB, resident memory within 6 MB",
                            after.held().threads() <= half.held().threads()
                                    && after.held().descriptors() <= half.held().descriptors() + 1
                                    && after.held().heap() <= half.held().heap() + MEGABYTE
                                    && after.held().nativeMemory()
                                            <= half.held().nativeMemory()
                                    && after.residentMegabytes() <= half.residentMegabytes() + 6),
                    new Finding("viewers that could not join", refused + "", "0", refused == 0));
        } finally {
            Files.deleteIfExists(clip);
            Files.deleteIfExists(folder);
        }
    }

    private void comeAndGo(ServerProcess server, int viewers) throws IOException, InterruptedException {
        try (ComingAndGoing guests = new ComingAndGoing(http, server.address(), identity, PAUSE_MILLIS)) {
            while (guests.joined() + guests.refused() < viewers) {
                TimeUnit.SECONDS.sleep(10);
                ProcessMemory memory = ProcessMemory.of(server.pid());
                System.err.println("  " + guests.joined() + " joined, resident "
                        + Math.round(memory.residentKilobytes() / KILOBYTES_PER_MEGABYTE) + " MB, " + server.peek());
            }
            refused += guests.refused();
        }
    }

    /** A viewer that vanished is noticed after half a minute; idle threads of pools live for a whole one. */
    private static AtRest atRest(ServerProcess server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLING_LIMIT.toNanos();
        while (!server.ask("viewers").equals("0") && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(1);
        }
        TimeUnit.SECONDS.sleep(70);
        return new AtRest(server.held(), ProcessMemory.of(server.pid()));
    }
}
