package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.CandidatePair;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A base (RFC 8445 §4) and the viewers' addresses that passed a check on it. Confined to the receive thread, but for
 * what {@link Base} says.
 */
abstract class MediaBase implements Base {
    /** A remote address that passed a check, and the session whose password it knew. Immutable. */
    record Flow(SharedPortSession session, CandidatePair pair) {}

    private final Map<InetSocketAddress, Flow> flows = new HashMap<>();

    @Nullable
    Flow flow(InetSocketAddress remote) {
        return flows.get(remote);
    }

    /** A check came that no session takes. */
    void refuse(StunPacket check, InetSocketAddress remote, Refusals refusals, long nowNanos) {
        refusals.refuse(check, this, remote, nowNanos);
    }

    /** The address belongs to this session from now on, whoever had it before. */
    void addFlow(SharedPortSession session, CandidatePair pair) {
        Flow known = flows.get(pair.remote());
        if (known == null || known.pair() != pair) {
            flows.put(pair.remote(), new Flow(session, pair));
        }
    }

    void removeFlow(CandidatePair pair) {
        Flow known = flows.get(pair.remote());
        if (known != null && known.pair() == pair) {
            flows.remove(pair.remote());
        }
    }
}
