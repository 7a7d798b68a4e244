package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.PlayingPage;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.WhepViewer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Twenty viewers of one process: one Chromium that plays, and nineteen of {@link WhepViewer}, which decode nothing,
 * since a small machine could not decode twenty streams of this size. The nineteen join first one after another, then
 * all at once.
 */
final class ManyViewers implements Measurement {
    private static final int OTHERS = 19;
    private static final Duration SETTLING_LIMIT = Duration.ofSeconds(100);
    private static final double MEBIBYTE = 1 << 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());

    @Override
    public List<Finding> run() throws Exception {
        List<Finding> findings = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start()) {
            Held fresh = server.held();
            inRow(server, 5); // this process's own DTLS and HTTP clients are cold, too
            try (Chromium browser = Chromium.start()) {
                PlayingPage page = PlayingPage.open(browser, server.address());
                List<Double> row = inRow(server, OTHERS);
                double first = new Samples(row.subList(0, 3)).median();
                double last = new Samples(row.subList(OTHERS - 3, OTHERS)).median();
                findings.add(new Finding(
                        "offer to first packet, 2nd to 4th and 18th to 20th viewer (medians)",
                        Samples.millis(first) + " and " + Samples.millis(last),
                        "the last at most 1.5 times the first, or 50 ms more",
                        last <= Math.max(1.5 * first, first + 50)));
                page.statistics();
            }
            Held once = settled(server, fresh);
            try (Chromium browser = Chromium.start()) {
                PlayingPage.open(browser, server.address());
                Samples crowd = new Samples(atOnce(server));
                findings.add(Finding.reported(
                        "offer to first packet, nineteen offers in one moment",
                        "first " + Samples.millis(crowd.quantile(0)) + ", median " + Samples.millis(crowd.median())
                                + ", last " + Samples.millis(crowd.maximum())));
            }
            Held twice = settled(server, once);
            findings.add(Finding.reported("held before the first viewer", fresh.toString()));
            findings.add(Finding.reported("held after 26 viewers came and left", once.toString()));
            findings.add(new Finding(
                    "held after 20 more",
                    twice.toString(),
                    "no more threads, descriptors and native memory, heap within 1 MiB",
                    twice.threads() <= once.threads()
                            && twice.descriptors() <= once.descriptors()
                            && twice.nativeMemory() <= once.nativeMemory()
                            && twice.heap() <= once.heap() + MEBIBYTE));
        }
        return findings;
    }

    /**
     * Each joins once the one before it has its first packet; all stay until the last has joined. Returns the
     * milliseconds that each took.
     */
    private List<Double> inRow(ServerProcess server, int viewers) throws Exception {
        List<Double> took = new ArrayList<>();
        List<WhepViewer> joined = new ArrayList<>();
        try {
            for (int i = 0; i < viewers; i++) {
                took.add(join(server, joined));
            }
        } finally {
            leave(joined);
        }
        return took;
    }

    private List<Double> atOnce(ServerProcess server) throws Exception {
        List<WhepViewer> joined = new ArrayList<>();
        ExecutorService people = Executors.newFixedThreadPool(OTHERS);
        try {
            List<Future<Double>> joining = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                joining.add(people.submit(() -> join(server, joined)));
            }
            List<Double> took = new ArrayList<>();
            for (Future<Double> one : joining) {
                took.add(one.get());
            }
            System.err.println("  " + server.ask("timelines"));
            return took;
        } finally {
            people.shutdownNow();
            leave(joined);
        }
    }

    private double join(ServerProcess server, List<WhepViewer> joined) throws Exception {
        long began = System.nanoTime();
        WhepViewer viewer = WhepViewer.join(http, server.address(), identity);
        double took = (System.nanoTime() - began) / 1e6;
        synchronized (joined) {
            joined.add(viewer);
        }
        return took;
    }

    private static void leave(List<WhepViewer> joined) throws IOException, InterruptedException {
        for (WhepViewer viewer : joined) {
            viewer.leave();
        }
    }

    /**
     * Waits until there are no more threads than {@code before}, or for the limit: idle threads of pools live for a
     * minute.
     */
    private static Held settled(ServerProcess server, Held before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLING_LIMIT.toNanos();
        Held held = server.held();
        while ((!server.ask("viewers").equals("0") || held.threads() > before.threads())
                && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(3);
            held = server.held();
        }
        return held;
    }
}
