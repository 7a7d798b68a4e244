package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.nat.Base;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A base (RFC 8445 §4) and the viewers' addresses that passed a check on it. Thread-safe. */
abstract class MediaBase implements Base {
    /** A remote address that passed a check, and the session whose password it knew. Immutable. */
    record Flow(Ice4jSession session, MediaBase base, InetSocketAddress remote, PathSelector.Pair pair) {}

    private final Map<InetSocketAddress, Flow> flows = new ConcurrentHashMap<>();

    /** The type of the candidate that viewers get of this base: {@code host} or {@code relay}. */
    abstract String candidateType();

    @Nullable
    Flow flow(InetSocketAddress remote) {
        return flows.get(remote);
    }

    void addFlow(Flow flow) {
        flows.put(flow.remote(), flow);
    }

    void removeFlow(Flow flow) {
        flows.remove(flow.remote(), flow);
    }

    void clearFlows() {
        flows.clear();
    }
}
