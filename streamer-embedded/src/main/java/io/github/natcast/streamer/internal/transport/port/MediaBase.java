package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.CandidatePair;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A base (RFC 8445 §4) and the viewers' addresses that passed a check on it. Confined to the receive thread, but for
 * what {@link Base} says.
 */
abstract class MediaBase implements Base {
    /** A remote address that passed a check, and the session whose password it knew. Immutable. */
    record Flow(SharedPortSession session, CandidatePair pair) {}

    private final Flows flows = new Flows();

    /** Whose packets from there are; null when nobody passed a check from there. */
    @Nullable
    Flow flow(InetSocketAddress remote) {
        return flows.at(remote);
    }

    /** Who else passed a check from there: an answer may be theirs. */
    List<Flow> rivals(InetSocketAddress remote) {
        return flows.rivalsAt(remote);
    }

    /** A check came that no session takes. */
    void refuse(StunPacket check, InetSocketAddress remote, Refusals refusals, long nowNanos) {
        refusals.refuse(check, this, remote, nowNanos);
    }

    /** The session's peer sent or answered a check from this pair's address. */
    void addFlow(SharedPortSession session, CandidatePair pair) {
        flows.claim(session, pair, System.nanoTime());
    }

    /** The session's media go over the pair from now on. Repeats, as long as they do. */
    void carry(SharedPortSession session, CandidatePair pair) {}

    void removeFlow(CandidatePair pair) {
        flows.leave(pair);
    }
}
