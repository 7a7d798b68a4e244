package io.github.natcast.streamer.internal.signaling;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Tells addresses that are refused all the time to wait, so that neither tokens can be guessed quickly nor a broken
 * client asks without end. Each refusal fills the address's bucket, which leaks one a second. Thread-safe.
 */
final class RefusalLimit {
    /** A browser that tries again after each refusal stays far below: its pauses grow to 8 s. */
    static final int REFUSALS = 50;

    /** Too Many Requests (RFC 6585 §4). */
    static final int STATUS = 429;

    private static final int LONGEST_WAIT_SECONDS = 10;
    /** An attacker with more addresses pushes the oldest out; it costs memory only up to here. */
    private static final int MAXIMUM_ADDRESSES = 4096;
    /** One customer's IPv6 network (RFC 6177): its addresses count as one. */
    private static final int PREFIX_BYTES = 8;

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final Map<ByteBuffer, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Bucket> eldest) {
            return size() > MAXIMUM_ADDRESSES;
        }
    };

    /** @param level refusals at the time, in nanoseconds; since then one a second has leaked out */
    private record Bucket(double level, long nanos) {}

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    RefusalLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a refusal.
     *
     * @return how many seconds the client has to wait; 0 while it is within the limit
     */
    synchronized int refused(InetSocketAddress client) {
        ByteBuffer key = key(client);
        double level = Math.min(level(key) + 1, REFUSALS + LONGEST_WAIT_SECONDS);
        buckets.put(key, new Bucket(level, nanoTime.getAsLong()));
        return waitSeconds(level);
    }

    /**
     * How many seconds nothing of this address is looked at; 0 if it is heard. An address that is not public is always
     * heard: behind a tunnel or a proxy, it is the address of everybody.
     */
    synchronized int deafSeconds(InetSocketAddress client) {
        return isShared(client) ? 0 : waitSeconds(level(key(client)));
    }

    static Problem problem(int seconds) {
        return new Problem(
                STATUS,
                "too_many_refusals",
                "More than " + REFUSALS + " requests from this address were refused; try again in " + seconds + " s.");
    }

    private double level(ByteBuffer key) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            return 0;
        }
        return Math.max(0, bucket.level() - (nanoTime.getAsLong() - bucket.nanos()) / NANOS_PER_SECOND);
    }

    private static int waitSeconds(double level) {
        return (int) Math.ceil(Math.max(0, level - REFUSALS));
    }

    private static ByteBuffer key(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        if (address == null) { // a proxy named it, and it is no literal
            return ByteBuffer.wrap(client.getHostString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes);
    }

    private static boolean isShared(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        return address == null
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || (address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC); // RFC 4193
    }
}
