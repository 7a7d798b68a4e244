package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.Descriptors;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which connections have a place. When all are taken, or descriptors run out, the connection that has been idle for
 * longest makes room, of HTTP or of nothing yet; when none is idle, the new one is refused. Thread-safe.
 */
final class ConnectionPlaces {
    /** So many connections that are refused may wait to be told why; more are closed at once. */
    private static final int REFUSED_AT_ONCE = 64;

    private final SharedLimits limits;
    private final Descriptors descriptors;
    private final IdleConnections idle;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    ConnectionPlaces(SharedLimits limits, Descriptors descriptors, IdleConnections idle) {
        this.limits = limits;
        this.descriptors = descriptors;
        this.idle = idle;
    }

    SharedLimits limits() {
        return limits;
    }

    IdleConnections idle() {
        return idle;
    }

    /** Takes a place until the connection is closed; otherwise says why not. */
    Optional<Refusal> enter(Channel connection) {
        boolean room = descriptors.enter() && taken.get() < limits.limits().connections();
        if (!room && !idle.closeOldest()) {
            limits.refusals().count(Refusal.CONNECTIONS);
            return Optional.of(Refusal.CONNECTIONS);
        }
        taken.incrementAndGet();
        connection.closeFuture().addListener(closed -> {
            taken.decrementAndGet();
            idle.ends(connection);
        });
        idle.begins(connection);
        return Optional.empty();
    }

    /** Takes one of the client's places until the connection is closed; otherwise says why not. */
    Optional<Refusal> enter(Channel connection, InetSocketAddress client) {
        if (!limits.connections().enter(client)) {
            limits.refusals().count(Refusal.CONNECTIONS_PER_ADDRESS);
            return Optional.of(Refusal.CONNECTIONS_PER_ADDRESS);
        }
        connection.closeFuture().addListener(closed -> limits.connections().leave(client));
        return Optional.empty();
    }

    /** Lets a connection that is refused stay to be told why; false when too many do. */
    boolean mayLinger(Channel connection) {
        idle.ends(connection);
        if (refused.incrementAndGet() > REFUSED_AT_ONCE) {
            refused.decrementAndGet();
            return false;
        }
        connection.closeFuture().addListener(closed -> refused.decrementAndGet());
        return true;
    }
}
