package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.TurnRequests.Credential;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One allocation on a TURN server, for all viewers, made from the shared port and kept alive (RFC 8656 §7, §8).
 * Confined to the nat thread, but for the getters and {@link #expects}.
 */
final class TurnAllocation {
    private static final int UDP = 17 << 24;
    static final int ALLOCATION_MISMATCH = 437;
    /** RFC 8656 §3.2, in seconds: requested, and assumed where the server does not grant another. */
    private static final int LIFETIME = 600;

    /** In seconds: only a request shows that the NAT maps this port anew, or that the server was restarted. */
    private static final int MOST_BETWEEN_REFRESHES = 20;

    /**
     * While viewers are relayed and none of them is heard for this long, the server is asked whether it still has the
     * allocation. Viewers report a few times a second, so that this is rare.
     */
    private static final long SILENCE_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * A request about the allocation is sent at 0 and 500 ms, and is lost after 1.5 s: the next one follows, so that a
     * server that comes back is met within a second, which doubling pauses would not do.
     */
    private static final int SENDS = 2;

    /** Without an answer for this long the viewers are gone (RFC 7675 §5.1), and the allocation counts as lost. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    static final Duration RETRY = Duration.ofSeconds(30);
    /** After silence: the server may be on its way back. */
    private static final Duration RETRY_SOON = Duration.ofSeconds(5);

    private final Base base;
    private final InetSocketAddress server;
    private final RandomGenerator random;
    private final TurnRequests requests;
    private final TurnPeers peers;
    private volatile @Nullable Relay relay;
    private volatile @Nullable String failure;
    private boolean asking;
    private long dueNanos;
    private long answeredNanos;
    private long nowNanos;

    TurnAllocation(
            Base base,
            InetSocketAddress server,
            Supplier<Credential> credentials,
            TurnPeers peers,
            RandomGenerator random,
            long now) {
        this.base = base;
        this.server = server;
        this.random = random;
        this.requests = new TurnRequests(base, server, credentials, random);
        this.peers = peers;
        this.dueNanos = now;
        this.nowNanos = now;
    }

    Base base() {
        return base;
    }

    long poll(long now, long latestNanos) {
        nowNanos = now;
        if (peers.takeDisowned()) {
            dueNanos = now;
        }
        if (!asking && now - nextNanos() >= 0) {
            asking = true;
            if (relay == null) {
                allocate();
            } else {
                refresh();
            }
        }
        long wait = latestNanos - now;
        if (!asking) {
            wait = Math.min(wait, nextNanos() - now);
        }
        wait = peers.poll(now, now + wait) - now;
        return requests.poll(now, now + wait);
    }

    /** When the server is asked next. */
    private long nextNanos() {
        Relay current = relay;
        if (current == null || !peers.isUsed()) {
            return dueNanos;
        }
        long heard = current.heardNanos();
        long silent = (heard - answeredNanos > 0 ? heard : answeredNanos) + SILENCE_NANOS;
        return silent - dueNanos < 0 ? silent : dueNanos;
    }

    private void allocate() {
        requests.renewCredential();
        requests.send(
                Stun.ALLOCATE_REQUEST,
                writer -> writer.attribute(Stun.REQUESTED_TRANSPORT, UDP).attribute(Stun.LIFETIME, LIFETIME),
                SENDS + 1,
                outcome(this::allocated, this::notAllocated),
                nowNanos);
    }

    private void allocated(StunPacket response) {
        Optional<InetSocketAddress> relayed = response.xorAddress(Stun.XOR_RELAYED_ADDRESS);
        if (relayed.isEmpty()) {
            lost("its answer holds no address", RETRY);
            return;
        }
        Relay made = new Relay(base, server, relayed.get(), random, nowNanos);
        relay = made;
        failure = null;
        peers.use(made, requests, nowNanos);
        refreshBefore(lifetime(response));
    }

    private void notAllocated(int code) {
        if (code == ALLOCATION_MISMATCH) {
            // An earlier process on this port left it behind. RFC 8656 §7.3 would take another port.
            asking = true;
            requests.send(
                    Stun.REFRESH_REQUEST,
                    writer -> writer.attribute(Stun.LIFETIME, 0),
                    outcome(
                            response -> lost("it held an older allocation", Duration.ofSeconds(1)),
                            again -> lost("it holds an allocation of this port for someone else", RETRY)),
                    nowNanos);
        } else {
            lost(reason(code), code == 0 ? RETRY_SOON : RETRY);
        }
    }

    private void refresh() {
        requests.send(
                Stun.REFRESH_REQUEST,
                writer -> writer.attribute(Stun.LIFETIME, LIFETIME),
                SENDS,
                outcome(response -> refreshBefore(lifetime(response)), this::notRefreshed),
                nowNanos);
    }

    private void notRefreshed(int code) {
        if (code == ALLOCATION_MISMATCH) {
            lost("it forgot the allocation", Duration.ZERO);
        } else if (code != 0) {
            lost(reason(code), RETRY);
        } else if (nowNanos - answeredNanos >= PATIENCE_NANOS) {
            lost(reason(code), RETRY_SOON);
        }
    }

    private TurnRequests.Outcome outcome(Consumer<StunPacket> succeeded, IntConsumer failed) {
        return new TurnRequests.Outcome() {
            @Override
            public void succeeded(StunPacket response) {
                asking = false;
                succeeded.accept(response);
            }

            @Override
            public void failed(int code) {
                asking = false;
                failed.accept(code);
            }
        };
    }

    private void lost(String reason, Duration retry) {
        relay = null;
        peers.rest();
        failure = reason;
        dueNanos = nowNanos + retry.toNanos();
    }

    /** Early enough that some requests may get lost. */
    private void refreshBefore(int lifetimeSeconds) {
        answeredNanos = nowNanos;
        int seconds = Math.max(1, Math.min(MOST_BETWEEN_REFRESHES, lifetimeSeconds / 2));
        dueNanos = nowNanos + Duration.ofSeconds(seconds).toNanos();
    }

    private static int lifetime(StunPacket response) {
        return response.attribute(Stun.LIFETIME)
                .filter(value -> value.remaining() == 4)
                .map(ByteBuffer::getInt)
                .filter(seconds -> seconds > 0)
                .orElse(LIFETIME);
    }

    /** RFC 8656 §19.2. */
    private static String reason(int code) {
        return switch (code) {
            case 0 -> "no answer";
            case 401 -> "it refuses the user name or the password";
            case 403 -> "it forbids this";
            case 441 -> "it holds an allocation of this port under another user name";
            case 442 -> "it does not relay UDP";
            case 486 -> "this user has too many allocations there";
            case 508 -> "it has no room";
            default -> "it refuses with error " + code;
        };
    }

    boolean expects(Base to, InetSocketAddress from, StunPacket response) {
        return to == base && from.equals(server) && requests.expects(TransactionId.of(response));
    }

    /** @param response a copy that the nat thread owns */
    void answered(StunPacket response, long now) {
        nowNanos = now;
        requests.answered(response, now);
    }

    /** Whether its server may be there; no addresses say nothing else. */
    boolean isAtOneOf(List<InetAddress> addresses) {
        return addresses.isEmpty() || addresses.contains(server.getAddress());
    }

    /** The relay over this allocation; null while there is none. On any thread. */
    @Nullable
    Relay relay() {
        return relay;
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Gives the allocation back, without waiting for the answer. */
    void close() {
        if (relay != null) {
            requests.send(
                    Stun.REFRESH_REQUEST,
                    writer -> writer.attribute(Stun.LIFETIME, 0),
                    outcome(response -> {}, code -> {}),
                    nowNanos);
        }
    }
}
