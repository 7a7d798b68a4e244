package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.ThreadFailures;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the names of servers: at the start, and again while a server is of no use, since it may have moved. Confined
 * to the nat thread.
 */
final class ServerNames {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerNames.class);
    static final Duration AGAIN = Duration.ofMinutes(1);

    private final HostNetwork network;
    private final Executor background;
    private final Executor nat;
    private final List<Entry> entries = new ArrayList<>();

    private static final class Entry {
        private final String host;
        private final BooleanSupplier needed;
        private final Consumer<List<InetAddress>> found;
        private boolean running;
        private long dueNanos;

        Entry(String host, BooleanSupplier needed, Consumer<List<InetAddress>> found, long dueNanos) {
            this.host = host;
            this.needed = needed;
            this.found = found;
            this.dueNanos = dueNanos;
        }
    }

    /** @param background may block on the network, and must not be the nat thread */
    ServerNames(HostNetwork network, Executor background, Executor nat) {
        this.network = network;
        this.background = background;
        this.nat = nat;
    }

    /**
     * Looks up a host now, and again every minute while that is needed.
     *
     * @param needed whether the server is of no use at its last address
     * @param found takes the addresses, on the nat thread; none when the look-up failed, or could not begin
     */
    void watch(String host, BooleanSupplier needed, Consumer<List<InetAddress>> found, long nowNanos) {
        entries.add(new Entry(host, needed, found, nowNanos));
    }

    long poll(long nowNanos, long latestNanos) {
        long wait = latestNanos - nowNanos;
        for (Entry entry : entries) {
            if (nowNanos - entry.dueNanos >= 0) {
                entry.dueNanos = nowNanos + AGAIN.toNanos();
                if (!entry.running && entry.needed.getAsBoolean()) {
                    begin(entry);
                }
            }
            wait = Math.min(wait, entry.dueNanos - nowNanos);
        }
        return nowNanos + wait;
    }

    private void begin(Entry entry) {
        entry.running = true;
        try {
            background.execute(() -> lookUp(entry));
        } catch (Throwable noThread) { // there is a next time
            ThreadFailures.caught(noThread);
            entry.running = false;
            entry.found.accept(List.of());
        }
    }

    private void lookUp(Entry entry) {
        List<InetAddress> addresses = find(entry.host);
        nat.execute(() -> {
            entry.running = false;
            entry.found.accept(addresses);
        });
    }

    private List<InetAddress> find(String host) {
        try {
            return network.addresses(host);
        } catch (UnknownHostException | RuntimeException | Error e) { // whatever it is, there is a next time
            LOGGER.debug("looking up {}", host, e);
            return List.of();
        }
    }
}
