package io.github.natcast.streamer.channels;

import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.ChannelWatcher;
import io.github.natcast.streamer.whep.MarkedSource;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many channels with a viewer each, who decodes what it is sent. The viewers are in the same process: CPU is both's.
 */
final class FiftyChannels {
    private static final long SECONDS = 20;
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(300_000);

    /** What one viewer saw. */
    private record Seen(int own, int others) {}

    private FiftyChannels() {}

    static void run(int channels) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        ExecutorService viewers = Executors.newFixedThreadPool(channels);
        try (Streamer streamer = ChannelsMeasurement.builder().build()) {
            streamer.start();
            for (int i = 0; i < channels; i++) {
                streamer.open(
                        "channel-" + i,
                        ChannelSettings.of(new MarkedSource(i, 320, 180)).withVideo(SMALL));
            }
            List<ChannelWatcher> joined = new ArrayList<>();
            for (int i = 0; i < channels; i++) {
                joined.add(ChannelWatcher.join(http, streamer, identity, "channel-" + i));
            }
            long cpu = cpuNanos();
            long start = System.nanoTime();
            List<Callable<Seen>> tasks = new ArrayList<>();
            for (int i = 0; i < channels; i++) {
                int mark = i;
                tasks.add(() -> watch(joined.get(mark), mark, start + TimeUnit.SECONDS.toNanos(SECONDS)));
            }
            List<Future<Seen>> results = viewers.invokeAll(tasks);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cores = (cpuNanos() - cpu) / 1e9 / seconds;
            int least = Integer.MAX_VALUE;
            int own = 0;
            int others = 0;
            for (Future<Seen> result : results) {
                own += result.get().own();
                others += result.get().others();
                least = Math.min(least, result.get().own());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d channels: %d pictures of the viewers' own channels, %d of others; %.1f a second each, the "
                            + "poorest %.1f; %.2f cores with the viewers' decoding, %d threads%n",
                    channels,
                    own,
                    others,
                    own / seconds / channels,
                    least / seconds,
                    cores,
                    Thread.getAllStackTraces().size());
        } finally {
            viewers.shutdownNow();
        }
    }

    private static Seen watch(ChannelWatcher viewer, int mark, long end) throws Exception {
        int own = 0;
        int others = 0;
        while (System.nanoTime() - end < 0) {
            if (MarkedSource.markOf(viewer.next()) == mark) {
                own++;
            } else {
                others++;
            }
        }
        return new Seen(own, others);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
