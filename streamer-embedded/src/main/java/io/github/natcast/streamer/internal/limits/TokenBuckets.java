package io.github.natcast.streamer.internal.limits;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens per client: it is full at first, each use takes one, and they come back evenly. Who is not heard
 * of for long has a full bucket, so that only the {@value #MAXIMUM_CLIENTS} latest need to be remembered. Confined to
 * the lock of its owner; times are the caller's.
 */
final class TokenBuckets {
    /** An attacker with more addresses pushes the oldest out; it costs memory only up to here. */
    static final int MAXIMUM_CLIENTS = 8192;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAXIMUM_CLIENTS;
        }
    };

    /** @param level tokens at that time */
    private record Bucket(double level, long nanos) {}

    /**
     * Takes a token if there is one.
     *
     * @param size what the bucket holds
     * @param perSecond how many come back
     * @return 0 when one was taken; otherwise in how many seconds there will be one
     */
    int take(String client, double size, double perSecond, long now) {
        Bucket bucket = buckets.get(client);
        double level = bucket == null
                ? size
                : Math.min(size, bucket.level() + Math.max(0, now - bucket.nanos()) / NANOS_PER_SECOND * perSecond);
        if (level < 1) {
            return Math.max(1, (int) Math.ceil((1 - level) / perSecond));
        }
        buckets.put(client, new Bucket(level - 1, now));
        return 0;
    }

    int clients() {
        return buckets.size();
    }
}
