package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.IceMessages;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Answers requests of strangers as RFC 8489 §9.1.3 demands, but with no more bytes than they sent, and only a trickle
 * of answers: a flood of them is dropped. Confined to the receive thread.
 */
final class Refusals {
    private static final int MOST_PER_SECOND = 50;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long beganNanos;
    private int left;

    Refusals(long nowNanos) {
        beganNanos = nowNanos;
        left = MOST_PER_SECOND;
    }

    void refuse(StunPacket request, Base base, InetSocketAddress remote, long nowNanos) {
        if (nowNanos - beganNanos >= SECOND) {
            beganNanos = nowNanos;
            left = MOST_PER_SECOND;
        }
        if (left == 0) {
            return;
        }
        left--;
        IceMessages.refusal(request).ifPresent(answer -> base.send(answer, 0, answer.length, remote));
    }
}
