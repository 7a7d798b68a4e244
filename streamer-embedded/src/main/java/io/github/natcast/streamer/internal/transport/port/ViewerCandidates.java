package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.ice.IceAgent;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One viewer's addresses that the transport knows because they are checked, by the local username fragment of the ICE
 * session that named them: an ICE restart adds those of the new one, and its success takes the old ones back. Confined
 * to the receive thread.
 */
final class ViewerCandidates {
    private final Map<String, List<InetSocketAddress>> byFragment = new LinkedHashMap<>(2);
    private final Consumer<InetSocketAddress> known;
    private final Consumer<InetSocketAddress> unknown;

    /**
     * @param known called for each address when it is named first
     * @param unknown called once for each of them when nobody names it any more
     */
    ViewerCandidates(Consumer<InetSocketAddress> known, Consumer<InetSocketAddress> unknown) {
        this.known = known;
        this.unknown = unknown;
    }

    /** The viewer names an address; nothing happens beyond the limit of an ICE session. */
    void add(String localFragment, InetSocketAddress address) {
        List<InetSocketAddress> named = byFragment.computeIfAbsent(localFragment, fragment -> new ArrayList<>(2));
        if (named.size() < IceAgent.MAXIMUM_CANDIDATES && !named.contains(address)) {
            boolean first = !isNamed(address);
            named.add(address);
            if (first) {
                known.accept(address);
            }
        }
    }

    /** The ICE session with this fragment has ended. */
    void end(String localFragment) {
        List<InetSocketAddress> named = byFragment.remove(localFragment);
        if (named != null) {
            named.stream().filter(address -> !isNamed(address)).forEach(unknown);
        }
    }

    /** The viewer has left. */
    void endAll() {
        List.copyOf(byFragment.keySet()).forEach(this::end);
    }

    private boolean isNamed(InetSocketAddress address) {
        return byFragment.values().stream().anyMatch(named -> named.contains(address));
    }
}
