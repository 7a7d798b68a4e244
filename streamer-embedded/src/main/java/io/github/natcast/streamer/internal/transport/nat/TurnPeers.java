package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The peers that an allocation relays for: a permission for each address that a viewer may come from, a channel for
 * each peer that has come (RFC 8656 §9, §12). Confined to the nat thread.
 */
final class TurnPeers {
    /** Permissions last 5 minutes, channels 10; a channel renews the permission (RFC 8656 §9, §12). */
    static final Duration RENEWAL = Duration.ofMinutes(4);

    /** A request is sent at 0, 0.5 and 1.5 s, lost at 3.5 s, and then begun anew: a viewer waits for it. */
    private static final int SENDS = 3;

    private static final Duration AGAIN = Duration.ofSeconds(4);
    private static final int FIRST_CHANNEL = 0x4000;
    private static final int CHANNELS = 0x1000;

    private final Map<InetAddress, Entry> permissions = new HashMap<>();
    private final Map<InetSocketAddress, Entry> channels = new HashMap<>();
    /**
     * A server keeps a peer's channel number for 10 minutes after the last renewal, and refuses another one until then
     * (RFC 8656 §12.2).
     */
    private final Map<InetSocketAddress, Integer> numbers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Integer> eldest) {
            return size() > CHANNELS;
        }
    };

    private @Nullable Relay relay;
    private @Nullable TurnRequests requests;
    private int nextChannel;
    private boolean disowned;

    /** A permission or a channel, renewed as long as viewers use it. */
    private static final class Entry {
        private final int channel;
        private int users;
        private boolean asking;
        private long dueNanos;

        Entry(int channel, long dueNanos) {
            this.channel = channel;
            this.dueNanos = dueNanos;
        }
    }

    /** There is a new allocation: requests all permissions and channels on it. */
    void use(Relay other, TurnRequests through, long nowNanos) {
        relay = other;
        requests = through;
        permissions.values().forEach(entry -> renew(entry, nowNanos));
        channels.values().forEach(entry -> renew(entry, nowNanos));
    }

    /** The allocation is lost. */
    void rest() {
        relay = null;
        requests = null;
        disowned = false;
    }

    private static void renew(Entry entry, long nowNanos) {
        entry.asking = false;
        entry.dueNanos = nowNanos;
    }

    void permit(InetAddress address, long nowNanos) {
        permissions.computeIfAbsent(address, unknown -> new Entry(0, nowNanos)).users++;
    }

    void withdraw(InetAddress address) {
        permissions.computeIfPresent(address, (same, entry) -> --entry.users == 0 ? null : entry);
    }

    void reach(InetSocketAddress peer, long nowNanos) {
        Entry entry = channels.get(peer);
        if (entry == null && channels.size() < CHANNELS) {
            entry = new Entry(number(peer), nowNanos);
            channels.put(peer, entry);
        }
        if (entry != null) {
            entry.users++;
        }
    }

    private int number(InetSocketAddress peer) {
        Integer known = numbers.get(peer);
        int number = known == null || isUsed(known) ? freeNumber() : known;
        numbers.put(peer, number);
        return number;
    }

    /** Numbers rotate, so that none goes to another peer while the server still remembers the last one. */
    private int freeNumber() {
        int number;
        do {
            number = FIRST_CHANNEL + nextChannel++ % CHANNELS;
        } while (isUsed(number));
        return number;
    }

    private boolean isUsed(int number) {
        return channels.values().stream().anyMatch(entry -> entry.channel == number);
    }

    void leave(InetSocketAddress peer) {
        Entry entry = channels.get(peer);
        if (entry != null && --entry.users == 0) {
            channels.remove(peer);
            if (relay != null) {
                relay.unbound(entry.channel, peer);
            }
        }
    }

    /** Whether viewers are being relayed. */
    boolean isUsed() {
        return !channels.isEmpty();
    }

    /** Whether the server has said, since the last call, that it knows no such allocation. */
    boolean takeDisowned() {
        boolean was = disowned;
        disowned = false;
        return was;
    }

    long poll(long nowNanos, long latestNanos) {
        Relay current = relay;
        TurnRequests server = requests;
        if (current == null || server == null) {
            return latestNanos;
        }
        permissions.forEach((address, entry) -> {
            if (!entry.asking && nowNanos - entry.dueNanos >= 0) {
                ask(
                        entry,
                        Stun.CREATE_PERMISSION_REQUEST,
                        new InetSocketAddress(address, 0),
                        current,
                        server,
                        nowNanos);
            }
        });
        channels.forEach((peer, entry) -> {
            if (!entry.asking && nowNanos - entry.dueNanos >= 0) {
                ask(entry, Stun.CHANNEL_BIND_REQUEST, peer, current, server, nowNanos);
            }
        });
        return nowNanos + Math.min(wait(permissions, nowNanos, latestNanos), wait(channels, nowNanos, latestNanos));
    }

    private static long wait(Map<?, Entry> entries, long nowNanos, long latestNanos) {
        long wait = latestNanos - nowNanos;
        for (Entry entry : entries.values()) {
            if (!entry.asking) {
                wait = Math.min(wait, entry.dueNanos - nowNanos);
            }
        }
        return wait;
    }

    private void ask(Entry entry, int type, InetSocketAddress peer, Relay through, TurnRequests server, long nowNanos) {
        entry.asking = true;
        entry.dueNanos = nowNanos + RENEWAL.toNanos();
        if (entry.channel != 0) {
            through.expected(entry.channel, peer);
        }
        server.send(
                type,
                writer -> {
                    if (entry.channel != 0) {
                        writer.attribute(Stun.CHANNEL_NUMBER, entry.channel << 16);
                    }
                    writer.xorAddress(Stun.XOR_PEER_ADDRESS, peer);
                },
                SENDS,
                new TurnRequests.Outcome() {
                    @Override
                    public void succeeded(StunPacket response) {
                        entry.asking = false;
                        if (entry.channel != 0 && entry.users > 0) {
                            through.bound(entry.channel, peer);
                        }
                    }

                    @Override
                    public void failed(int code) {
                        entry.asking = false;
                        disowned |= code == TurnAllocation.ALLOCATION_MISMATCH && relay == through;
                        // A refusal counts until the next renewal; a lost request is repeated soon.
                        entry.dueNanos = code == 0 ? nowNanos + AGAIN.toNanos() : entry.dueNanos;
                    }
                },
                nowNanos);
    }
}
