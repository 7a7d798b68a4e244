package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The peers that an allocation relays for: a permission for each address that a viewer may come from, a channel for
 * each peer that media go to (RFC 8656 §9, §12). Confined to the nat thread.
 */
final class TurnPeers {
    /** Permissions last 5 minutes, channels 10; a channel renews the permission (RFC 8656 §9, §12). */
    static final Duration RENEWAL = Duration.ofMinutes(4);

    /** A request is sent at 0, 0.5 and 1.5 s, lost at 3.5 s, and then begun anew: a viewer waits for it. */
    private static final int SENDS = 3;

    private static final Duration AGAIN = Duration.ofSeconds(4);

    /** The server has the number for another peer, or the peer on another number (RFC 8656 §12.2). */
    private static final int BAD_REQUEST = 400;

    private final Map<InetAddress, Entry> permissions = new HashMap<>();
    private final Map<InetSocketAddress, Entry> channels = new HashMap<>();
    private final ChannelNumbers numbers = new ChannelNumbers();

    private @Nullable Relay relay;
    private @Nullable TurnRequests requests;
    private boolean disowned;

    /** A permission or a channel, renewed as long as viewers use it. */
    private static final class Entry {
        /** The one that was asked for last. */
        private int channel = ChannelNumbers.NONE;

        private int users;
        private boolean asking;
        private long dueNanos;

        Entry(long dueNanos) {
            this.dueNanos = dueNanos;
        }
    }

    /** There is a new allocation: requests all permissions and channels on it. */
    void use(Relay other, TurnRequests through, long nowNanos) {
        relay = other;
        requests = through;
        numbers.clear();
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
        permissions.computeIfAbsent(address, unknown -> new Entry(nowNanos)).users++;
    }

    void withdraw(InetAddress address) {
        permissions.computeIfPresent(address, (same, entry) -> --entry.users == 0 ? null : entry);
    }

    void reach(InetSocketAddress peer, long nowNanos) {
        channels.computeIfAbsent(peer, unknown -> new Entry(nowNanos)).users++;
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
                permit(entry, new InetSocketAddress(address, 0), current, server, nowNanos);
            }
        });
        channels.forEach((peer, entry) -> {
            if (!entry.asking && nowNanos - entry.dueNanos >= 0) {
                bind(entry, peer, current, server, nowNanos);
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

    private void permit(Entry entry, InetSocketAddress address, Relay through, TurnRequests server, long nowNanos) {
        ask(
                entry,
                Stun.CREATE_PERMISSION_REQUEST,
                writer -> writer.xorAddress(Stun.XOR_PEER_ADDRESS, address),
                through,
                server,
                () -> {},
                code -> {},
                nowNanos);
    }

    /** The peer waits while no number is free. */
    private void bind(Entry entry, InetSocketAddress peer, Relay through, TurnRequests server, long nowNanos) {
        int channel = numbers.take(peer, nowNanos);
        entry.channel = channel;
        if (channel == ChannelNumbers.NONE) {
            entry.dueNanos = nowNanos + AGAIN.toNanos();
            return;
        }
        through.expected(channel, peer);
        ask(
                entry,
                Stun.CHANNEL_BIND_REQUEST,
                writer -> writer.attribute(Stun.CHANNEL_NUMBER, channel << 16).xorAddress(Stun.XOR_PEER_ADDRESS, peer),
                through,
                server,
                () -> {
                    if (entry.users > 0) {
                        through.bound(channel, peer);
                    }
                },
                code -> {
                    if (code == BAD_REQUEST) {
                        through.refused(channel, peer);
                        numbers.refused(channel, peer, nowNanos);
                        entry.dueNanos = nowNanos + AGAIN.toNanos();
                    }
                },
                nowNanos);
    }

    private void ask(
            Entry entry,
            int type,
            Consumer<StunWriter> attributes,
            Relay through,
            TurnRequests server,
            Runnable granted,
            IntConsumer refused,
            long nowNanos) {
        entry.asking = true;
        entry.dueNanos = nowNanos + RENEWAL.toNanos();
        TurnRequests.Outcome outcome = new TurnRequests.Outcome() {
            @Override
            public void succeeded(StunPacket response) {
                if (relay == through) {
                    entry.asking = false;
                    granted.run();
                }
            }

            @Override
            public void failed(int code) {
                if (relay == through) {
                    entry.asking = false;
                    disowned |= code == TurnAllocation.ALLOCATION_MISMATCH;
                    // A refusal counts until the next renewal; a lost request is repeated soon.
                    entry.dueNanos = code == 0 ? nowNanos + AGAIN.toNanos() : entry.dueNanos;
                    refused.accept(code);
                }
            }
        };
        server.send(type, attributes, SENDS, outcome, nowNanos);
    }
}
