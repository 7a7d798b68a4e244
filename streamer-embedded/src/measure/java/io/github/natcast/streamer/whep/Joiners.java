package io.github.natcast.streamer.whep;

import com.sun.management.OperatingSystemMXBean;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Viewers in a JVM of their own who join at a rate and leave with their first packet: WHEP, ICE and DTLS are real. The
 * arguments are the server's URL, joins a second and seconds; prints one line.
 */
final class Joiners {
    private static final Logger LOGGER = LoggerFactory.getLogger(Joiners.class);
    private static final int AT_ONCE = 64;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
    private final List<Long> millis = new CopyOnWriteArrayList<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final URI server;

    private Joiners(URI server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        new Joiners(URI.create(arguments[0])).join(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        System.exit(0); // whatever still joins
    }

    private void join(int perSecond, int seconds) throws InterruptedException {
        joinAndLeave(); // loads the classes
        millis.clear();
        int joins = perSecond * seconds;
        ScheduledExecutorService people = Executors.newScheduledThreadPool(AT_ONCE);
        long processor = processorNanos();
        long begun = System.nanoTime();
        for (int i = 0; i < joins; i++) {
            Future<?> unused =
                    people.schedule(this::joinAndLeave, i * 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
        }
        people.shutdown();
        boolean all = people.awaitTermination(3L * seconds, TimeUnit.SECONDS);
        double took = (System.nanoTime() - begun) / 1e9;
        long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "joined %d of %d in %.1f s = %.0f a second, %d failed%s; first packet after p50 %d ms, p95 %d ms;"
                        + " the joiners took %.2f cores%n",
                sorted.length,
                joins,
                took,
                sorted.length / took,
                failed.get(),
                all ? "" : ", others given up",
                sorted.length == 0 ? -1 : sorted[sorted.length / 2],
                sorted.length == 0 ? -1 : sorted[sorted.length * 95 / 100],
                (processorNanos() - processor) / 1e9 / took);
    }

    private void joinAndLeave() {
        long begun = System.nanoTime();
        try {
            WhepViewer viewer = WhepViewer.connect(
                    http, server, identity, Offers.good(identity.fingerprint().toString()));
            boolean packet = viewer.nextProtected() != null;
            viewer.leave();
            if (packet) {
                millis.add((System.nanoTime() - begun) / 1_000_000);
            } else {
                failed.incrementAndGet();
            }
        } catch (Exception e) {
            LOGGER.debug("joining", e);
            failed.incrementAndGet();
        }
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
