package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.limits.TokenBucket;
import java.time.Duration;

/**
 * How many channels of the TURN server one viewer may have bound. Each address that its media go to over the relay
 * takes one, and it is lost to others for a quarter of an hour; there are 4096. A viewer needs one, and another when it
 * moves or its NAT is restarted. Without one its media over the relay wait. Confined to the receive thread.
 */
final class ChannelShare {
    static final int AT_ONCE = 8;
    static final Duration INTERVAL = Duration.ofMinutes(2);

    private final TokenBucket bucket;

    ChannelShare(long nowNanos) {
        bucket = new TokenBucket(1.0 / INTERVAL.toSeconds(), AT_ONCE, nowNanos);
    }

    boolean admits(long nowNanos) {
        return bucket.take(nowNanos);
    }
}
