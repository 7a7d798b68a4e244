package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks one STUN server from one base to which public address the NAT maps that base, and asks again at intervals: that
 * keeps the mapping alive and shows when it changes. Confined to the nat thread, but for the getters and
 * {@link #expects}.
 */
final class BindingClient {
    /** RFC 8489 §6.2.1. */
    private static final long RETRANSMISSION_NANOS = Duration.ofMillis(500).toNanos();

    private static final long LONGEST_GAP_NANOS = Duration.ofSeconds(8).toNanos();
    private static final int MOST_REQUESTS = 7;
    /** A NAT should keep a mapping for 2 minutes without packets (RFC 4787 §4.3); home routers keep it for 30 s. */
    static final Duration REFRESH = Duration.ofSeconds(20);

    /** After a refusal, and after a series of requests without an answer. */
    static final Duration RETRY = Duration.ofSeconds(30);

    /** A server counts as unreachable after so many unanswered requests in a row, which take 7.5 s. */
    static final int UNREACHABLE_AFTER = 4;

    private final Base base;
    private final InetSocketAddress server;
    private final RandomGenerator random;
    private volatile @Nullable TransactionId transaction;
    private volatile @Nullable InetSocketAddress mapped;
    private volatile @Nullable String failure;
    private int requests;
    private int unanswered;
    private long dueNanos;

    BindingClient(Base base, InetSocketAddress server, RandomGenerator random, long nowNanos) {
        this.base = base;
        this.server = server;
        this.random = random;
        this.dueNanos = nowNanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** Sends a request if one is due. */
    void poll(long nowNanos) {
        if (nowNanos - dueNanos < 0) {
            return;
        }
        if (unanswered >= UNREACHABLE_AFTER) {
            mapped = null;
            failure = "no answer";
        }
        if (requests == MOST_REQUESTS) {
            requests = 0;
            transaction = null;
            dueNanos = nowNanos + RETRY.toNanos();
            return;
        }
        @Nullable TransactionId current = transaction;
        if (current == null) {
            current = TransactionId.random(random);
            transaction = current;
        }
        byte[] request = new StunWriter(StunPacket.BINDING_REQUEST, current).toBytes();
        base.send(request, 0, request.length, server);
        dueNanos = nowNanos + Math.min(RETRANSMISSION_NANOS << requests, LONGEST_GAP_NANOS);
        requests++;
        unanswered++;
    }

    /** Whether this answers the outstanding request. On any thread. */
    boolean expects(Base to, InetSocketAddress from, StunPacket response) {
        @Nullable TransactionId current = transaction;
        return current != null
                && to == base
                && from.equals(server)
                && current.high() == response.transactionHigh()
                && current.low() == response.transactionLow();
    }

    /** Takes the answer to the outstanding request. */
    void answered(StunAnswer answer, long nowNanos) {
        if (!answer.transaction().equals(transaction)) {
            return;
        }
        transaction = null;
        requests = 0;
        unanswered = 0;
        mapped = answer.mapped().orElse(null);
        failure = answer.failure().orElse(null);
        dueNanos = nowNanos + (failure == null ? REFRESH : RETRY).toNanos();
    }

    boolean isFor(Base otherBase, InetSocketAddress otherServer) {
        return base == otherBase && server.equals(otherServer);
    }

    /** The mapping of the base; empty while it is not known. */
    Optional<Mapping> mapping() {
        return Optional.ofNullable(mapped).map(address -> new Mapping(base.address(), address));
    }

    /** Why there is no mapping; empty while there is one, and until the server has had its time. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * A base and the public address that the NAT maps it to (RFC 4787 §4.1); the base itself where there is no NAT.
     * Immutable.
     */
    record Mapping(InetSocketAddress base, InetSocketAddress mapped) {}

    /** An answer, copied out of the receive thread's packet. Immutable. */
    record StunAnswer(TransactionId transaction, Optional<InetSocketAddress> mapped, Optional<String> failure) {

        static StunAnswer of(StunPacket response) {
            Optional<InetSocketAddress> mapped = response.type() == StunPacket.BINDING_SUCCESS_RESPONSE
                    ? response.mappedAddress()
                    : Optional.empty();
            Optional<String> failure = mapped.isPresent() ? Optional.empty() : Optional.of(failure(response));
            return new StunAnswer(TransactionId.of(response), mapped, failure);
        }

        private static String failure(StunPacket response) {
            return (response.type() & Stun.ERROR) == Stun.ERROR
                    ? "it refuses with error " + response.errorCode()
                    : "its answer holds no address";
        }
    }
}
