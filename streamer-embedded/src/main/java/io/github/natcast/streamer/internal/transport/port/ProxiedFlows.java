package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.forwarded.ProxyHeader;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds headers of the PROXY protocol before the first datagram of a flow, where frp puts them, or in a datagram of
 * their own; remembers which client a tunnel's socket stands for. Confined to the receive thread, but for
 * {@link #trust}.
 */
final class ProxiedFlows {
    /** Not to be handled: its header is malformed, or of a source that is not trusted. */
    static final int REFUSED = -1;

    private static final Logger LOGGER = LoggerFactory.getLogger(ProxiedFlows.class);
    /** The oldest is forgotten first; a tunnel closes a flow that is silent for half a minute. */
    private static final int MOST_FLOWS = 4096;

    /**
     * A header counts at the beginning of a flow, where the tunnel puts it; later, the client could have written it. A
     * flow without checks for so long has ended (frp: 30 s without a packet), and another one may have its port.
     */
    private static final long FLOW_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<InetSocketAddress, Flow> flows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Flow> eldest) {
            return size() > MOST_FLOWS;
        }
    };

    private volatile TrustedSources trusted = TrustedSources.NONE;
    private boolean warned;

    /** @param client empty when the tunnel speaks for itself */
    private record Flow(Optional<InetSocketAddress> client, long nanos) {}

    /** Whose headers count. On any thread. */
    void trust(TrustedSources sources) {
        trusted = sources;
    }

    /**
     * How many bytes a header takes at the beginning of the datagram: 0 when there is none, all when there is nothing
     * else; or {@link #REFUSED}.
     */
    int headerLength(byte[] packet, int length, InetSocketAddress remote, long nowNanos) {
        ByteBuffer bytes = ByteBuffer.wrap(packet, 0, length).slice();
        if (ProxyHeader.beginning(bytes) != ProxyHeader.Beginning.HEADER) {
            return 0;
        }
        if (!trusted.contains(remote.getAddress())) {
            return refuse(remote, "its source is not trusted; name the tunnel as one that speaks the PROXY protocol");
        }
        try {
            ProxyHeader header = ProxyHeader.read(bytes);
            if (header == null) {
                return refuse(remote, "it is cut off");
            }
            Flow known = flows.get(remote);
            if (known != null
                    && nowNanos - known.nanos() < FLOW_NANOS
                    && !known.client().equals(header.client())) {
                return refuse(remote, "its flow began before, and has another client");
            }
            flows.put(remote, new Flow(header.client(), nowNanos));
            LOGGER.debug("flow {} is of {}", remote, header.client());
            return header.length();
        } catch (ProxyHeader.MalformedException e) {
            return refuse(remote, String.valueOf(e.getMessage()));
        }
    }

    /** Said once: whoever can send could fill the log. */
    private int refuse(InetSocketAddress remote, String reason) {
        if (!warned) {
            warned = true;
            LOGGER.warn("a datagram that begins with a header of the PROXY protocol is dropped: {}", reason);
        }
        LOGGER.debug("dropped: {}, {}", remote, reason);
        return REFUSED;
    }

    /** The client behind a tunnel's socket, which sent a check; null when the tunnel has not said. */
    @Nullable
    InetSocketAddress client(InetSocketAddress remote, long nowNanos) {
        Flow flow = flows.isEmpty() ? null : flows.get(remote);
        if (flow == null) {
            return null;
        }
        flows.put(remote, new Flow(flow.client(), nowNanos));
        return flow.client().orElse(null);
    }
}
