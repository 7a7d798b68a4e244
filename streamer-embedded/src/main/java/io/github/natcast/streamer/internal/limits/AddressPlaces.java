package io.github.natcast.streamer.internal.limits;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** So many places for each address that is one client's. Thread-safe. */
public final class AddressPlaces {
    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();

    /** @param most places of one address */
    public AddressPlaces(int most) {
        this.most = most;
    }

    /**
     * Takes a place, which {@link #leave} gives back; false when all are taken. An address that many may share has any
     * number.
     */
    public boolean enter(InetSocketAddress address) {
        ClientKey client = ClientKey.of(address);
        if (client.isCrowd()) {
            return true;
        }
        synchronized (taken) {
            int before = taken.getOrDefault(client.key(), 0);
            if (before >= most) {
                return false;
            }
            taken.put(client.key(), before + 1);
            return true;
        }
    }

    /** Gives a place back that was taken for the same client. */
    public void leave(InetSocketAddress address) {
        ClientKey client = ClientKey.of(address);
        synchronized (taken) {
            taken.computeIfPresent(client.key(), (key, count) -> count > 1 ? count - 1 : null);
        }
    }
}
