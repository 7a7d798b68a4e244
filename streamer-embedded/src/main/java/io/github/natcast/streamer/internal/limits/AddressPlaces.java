package io.github.natcast.streamer.internal.limits;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** So many places for each address that is one client's. Thread-safe. */
public final class AddressPlaces {
    private final int most;
    private final Map<ByteBuffer, Integer> taken = new HashMap<>();

    /** @param most places of one address */
    public AddressPlaces(int most) {
        this.most = most;
    }

    /**
     * Takes a place, which {@link #leave} gives back; false when all are taken. An address that many may share has any
     * number.
     */
    public boolean enter(InetSocketAddress client) {
        Optional<ByteBuffer> network = ClientNetwork.of(client);
        if (network.isEmpty()) {
            return true;
        }
        synchronized (taken) {
            int before = taken.getOrDefault(network.get(), 0);
            if (before >= most) {
                return false;
            }
            taken.put(network.get(), before + 1);
            return true;
        }
    }

    /** Gives a place back that was taken for the same client. */
    public void leave(InetSocketAddress client) {
        ClientNetwork.of(client).ifPresent(network -> {
            synchronized (taken) {
                taken.computeIfPresent(network, (key, count) -> count > 1 ? count - 1 : null);
            }
        });
    }
}
