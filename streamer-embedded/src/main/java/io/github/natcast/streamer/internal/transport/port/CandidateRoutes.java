package io.github.natcast.streamer.internal.transport.port;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sessions check a remote address that has proved nothing yet: a response from there is for one of them, and only
 * its transaction tells for which. Confined to the receive thread.
 */
final class CandidateRoutes {
    /**
     * Two viewers behind one NAT do not share an address; whoever names those of others makes nobody search for long.
     */
    private static final int SESSIONS_PER_ADDRESS = 4;

    private final Map<InetSocketAddress, List<SharedPortSession>> routes = new HashMap<>();

    void add(InetSocketAddress remote, SharedPortSession session) {
        List<SharedPortSession> sessions = routes.computeIfAbsent(remote, unknown -> new ArrayList<>(1));
        if (sessions.size() < SESSIONS_PER_ADDRESS && !sessions.contains(session)) {
            sessions.add(session);
        }
    }

    void remove(InetSocketAddress remote, SharedPortSession session) {
        routes.computeIfPresent(remote, (same, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    List<SharedPortSession> to(InetSocketAddress remote) {
        return routes.getOrDefault(remote, List.of());
    }
}
