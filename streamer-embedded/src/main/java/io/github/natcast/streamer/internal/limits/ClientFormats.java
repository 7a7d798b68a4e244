package io.github.natcast.streamer.internal.limits;

import java.util.HashMap;
import java.util.Map;

/**
 * Which formats each client has encoded: each costs an encoder, so that one client may ask for few. A crowd may ask for
 * any. Thread-safe.
 *
 * @param <F> compares formats
 */
public final class ClientFormats<F> {
    /** The browsers of one household agree on fewer. */
    static final int MAXIMUM = 3;

    private final Map<String, Map<F, Integer>> byClient = new HashMap<>();

    /** Whether the client may have this format encoded: it has it already, or few others. */
    public synchronized boolean admits(ClientKey client, F format) {
        Map<F, Integer> held = byClient.get(client.key());
        return client.isCrowd() || held == null || held.containsKey(format) || held.size() < MAXIMUM;
    }

    /** A viewer of the client's has the format encoded from now on. */
    public synchronized void hold(ClientKey client, F format) {
        byClient.computeIfAbsent(client.key(), first -> new HashMap<>(2)).merge(format, 1, Integer::sum);
    }

    /** One that held the format has ended. */
    public synchronized void release(ClientKey client, F format) {
        Map<F, Integer> held = byClient.get(client.key());
        if (held != null) {
            held.computeIfPresent(format, (which, viewers) -> viewers == 1 ? null : viewers - 1);
            if (held.isEmpty()) {
                byClient.remove(client.key());
            }
        }
    }

    /** Clients of whom anything is known. */
    synchronized int clients() {
        return byClient.size();
    }
}
