package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;

/**
 * The checks toward one viewer (RFC 8445 §6.1.4): each pair in turn, at growing intervals. Whether they are answered
 * does not matter: they open this side's NAT, so that the viewer's checks can come in. Confined to the nat thread.
 */
final class CheckList {
    /** RFC 8445 §14.2, Ta. */
    static final Duration PACING = Duration.ofMillis(50);

    /** From a pair's first check to its second; every further interval is twice as long: 7 checks in 13 s. */
    static final Duration FIRST_INTERVAL = Duration.ofMillis(200);

    static final int CHECKS_PER_PAIR = 7;

    /** RFC 8445 §5.1.2.1 for a peer-reflexive candidate. */
    private static final int PRIORITY = (110 << 24) + (65_535 << 8) + 255;

    private final String username;
    private final Mac integrity;
    private final long tieBreaker;
    private final List<Pair> pairs = new ArrayList<>();
    private long earliestNanos;
    private boolean settled;

    /** One base and one address of the viewer. */
    private static final class Pair {
        private final Base base;
        private final InetSocketAddress remote;
        private int checks;
        private long dueNanos;

        Pair(Base base, InetSocketAddress remote, long dueNanos) {
            this.base = base;
            this.remote = remote;
            this.dueNanos = dueNanos;
        }
    }

    CheckList(String localFragment, IceCredentials remote, long tieBreaker, long nowNanos) {
        this.username = remote.usernameFragment() + ":" + localFragment;
        this.integrity = StunPacket.integrity(remote.password());
        this.tieBreaker = tieBreaker;
        this.earliestNanos = nowNanos;
    }

    void add(Base base, InetSocketAddress remote, long nowNanos) {
        settled = false;
        pairs.add(new Pair(base, remote, nowNanos));
    }

    /**
     * A pair is valid: from now on only pairs that were never checked get a check, one each, since the viewer may
     * prefer one of them.
     */
    void settle() {
        settled = true;
        pairs.removeIf(pair -> pair.checks > 0);
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    /** When {@link #check} may be called. The list must not be empty. */
    long dueNanos() {
        long due = next().dueNanos;
        return due - earliestNanos > 0 ? due : earliestNanos;
    }

    private Pair next() {
        Pair first = pairs.get(0);
        for (Pair pair : pairs) {
            if (pair.dueNanos - first.dueNanos < 0) {
                first = pair;
            }
        }
        return first;
    }

    /** Sends the check that is due first. */
    void check(long nowNanos, RandomGenerator random) {
        Pair pair = next();
        byte[] request = new StunWriter(StunPacket.BINDING_REQUEST, TransactionId.random(random))
                .attribute(Stun.USERNAME, username)
                .attribute(Stun.PRIORITY, PRIORITY)
                .attribute(Stun.ICE_CONTROLLED, tieBreaker)
                .toIceBytes(integrity);
        pair.base.send(request, 0, request.length, pair.remote);
        pair.dueNanos = nowNanos + (FIRST_INTERVAL.toNanos() << pair.checks);
        pair.checks++;
        if (settled || pair.checks == CHECKS_PER_PAIR) {
            pairs.remove(pair);
        }
        earliestNanos = nowNanos + PACING.toNanos();
    }
}
