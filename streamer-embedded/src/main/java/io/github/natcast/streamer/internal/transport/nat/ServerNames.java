package io.github.natcast.streamer.internal.transport.nat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks servers up: at the start, and again while one is of no use, since it may have moved. Confined to the nat
 * thread.
 */
final class ServerNames {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerNames.class);
    static final Duration AGAIN = Duration.ofMinutes(1);

    private final HostLookup lookup;
    private final Executor background;
    private final Executor nat;
    private final List<Entry> entries = new ArrayList<>();

    /** What a look-up gives; empty when it failed. On the nat thread. */
    interface Found {
        void addresses(List<InetAddress> addresses);
    }

    /** Whether the server is of no use now. */
    interface Need {
        boolean isThere();
    }

    private static final class Entry {
        private final String host;
        private final Need need;
        private final Found found;
        private boolean running;
        private long dueNanos;

        Entry(String host, Need need, Found found, long dueNanos) {
            this.host = host;
            this.need = need;
            this.found = found;
            this.dueNanos = dueNanos;
        }
    }

    /** @param background may block on the network, and must not be the nat thread */
    ServerNames(HostLookup lookup, Executor background, Executor nat) {
        this.lookup = lookup;
        this.background = background;
        this.nat = nat;
    }

    void watch(String host, Need need, Found found, long nowNanos) {
        entries.add(new Entry(host, need, found, nowNanos));
    }

    long poll(long nowNanos, long latestNanos) {
        long wait = latestNanos - nowNanos;
        for (Entry entry : entries) {
            if (nowNanos - entry.dueNanos >= 0) {
                entry.dueNanos = nowNanos + AGAIN.toNanos();
                if (!entry.running && entry.need.isThere()) {
                    entry.running = true;
                    background.execute(() -> lookUp(entry));
                }
            }
            wait = Math.min(wait, entry.dueNanos - nowNanos);
        }
        return nowNanos + wait;
    }

    private void lookUp(Entry entry) {
        List<InetAddress> addresses = find(entry.host);
        nat.execute(() -> {
            entry.running = false;
            entry.found.addresses(addresses);
        });
    }

    private List<InetAddress> find(String host) {
        try {
            return lookup.find(host);
        } catch (UnknownHostException e) {
            LOGGER.debug("looking up {}", host, e);
            return List.of();
        }
    }
}
