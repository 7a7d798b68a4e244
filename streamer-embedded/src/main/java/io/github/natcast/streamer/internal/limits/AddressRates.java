package io.github.natcast.streamer.internal.limits;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A rate for each address that is one client's. Thread-safe. */
public final class AddressRates {
    /** An attacker with more addresses pushes the oldest out; it costs memory only up to here. */
    static final int MAXIMUM_ADDRESSES = 4096;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<ByteBuffer, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, TokenBucket> eldest) {
            return size() > MAXIMUM_ADDRESSES;
        }
    };

    /** The parameters are those of {@link TokenBucket}, for each address. */
    public AddressRates(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Counts one of the client; false when there were too many. Always true for an address that many may share. */
    public boolean take(InetSocketAddress client) {
        Optional<ByteBuffer> network = ClientNetwork.of(client);
        if (network.isEmpty()) {
            return true;
        }
        long now = nanoTime.getAsLong();
        synchronized (buckets) {
            return buckets.computeIfAbsent(network.get(), unseen -> new TokenBucket(perSecond, burst, now))
                    .take(now);
        }
    }
}
