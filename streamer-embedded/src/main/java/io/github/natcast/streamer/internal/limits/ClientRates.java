package io.github.natcast.streamer.internal.limits;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A {@link TokenBucket} for each client. Who is not heard of for long has a full one, so that only the
 * {@value #MAXIMUM_CLIENTS} latest need to be remembered. Thread-safe.
 */
public final class ClientRates {
    /** An attacker with more addresses pushes the oldest out; it costs memory only up to here. */
    static final int MAXIMUM_CLIENTS = 8192;

    private static final int LONGEST_DEBT_SECONDS = 10;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MAXIMUM_CLIENTS;
        }
    };

    /**
     * The parameters are those of {@link TokenBucket}, for each client.
     *
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public ClientRates(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Counts one of this address; false when there were too many. Always true for one that many may share. */
    public boolean take(InetSocketAddress address) {
        ClientKey client = ClientKey.of(address);
        return client.isCrowd() || take(client.key()) == 0;
    }

    /**
     * Takes one if there is one.
     *
     * @return 0 when one was taken; otherwise in how many seconds there will be one, 1 or more
     */
    public synchronized int take(String client) {
        long now = nanoTime.getAsLong();
        TokenBucket bucket = buckets.computeIfAbsent(client, first -> new TokenBucket(perSecond, burst, now));
        return bucket.take(now) ? 0 : Math.max(1, bucket.secondsUntil(1));
    }

    /** Takes one even if there is none, for at most 10 seconds' worth; returns as {@link #debtSeconds}. */
    public synchronized int owe(String client) {
        long now = nanoTime.getAsLong();
        TokenBucket bucket = buckets.computeIfAbsent(client, first -> new TokenBucket(perSecond, burst, now));
        bucket.owe(LONGEST_DEBT_SECONDS * perSecond, now);
        return bucket.secondsUntil(0);
    }

    /** In how many seconds the client owes nothing, if it does nothing meanwhile; 0 to 10. */
    public synchronized int debtSeconds(String client) {
        TokenBucket bucket = buckets.get(client);
        if (bucket == null) {
            return 0;
        }
        bucket.fill(nanoTime.getAsLong());
        return bucket.secondsUntil(0);
    }

    synchronized int clients() {
        return buckets.size();
    }
}
