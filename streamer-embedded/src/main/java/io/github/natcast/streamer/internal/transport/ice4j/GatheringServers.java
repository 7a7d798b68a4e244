package io.github.natcast.streamer.internal.transport.ice4j;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The servers that a session gathers candidates from. Immutable.
 *
 * @param stun resolved addresses, asked by UDP
 * @param turn asked for an allocation each
 */
public record GatheringServers(List<InetSocketAddress> stun, List<Turn> turn) {

    public GatheringServers {
        stun = List.copyOf(stun);
        turn = List.copyOf(turn);
        stun.forEach(GatheringServers::requireResolved);
    }

    /**
     * A TURN server with a long-term credential (RFC 8656 §5). Immutable.
     *
     * @param address resolved
     * @param tcp whether it is reached by TCP (RFC 8656 §3.1); the peer is by UDP either way
     * @param password never logged
     */
    public record Turn(InetSocketAddress address, boolean tcp, String username, String password) {
        public Turn {
            requireResolved(address);
        }

        /** The password is not shown. */
        @Override
        public String toString() {
            return "Turn[" + address + (tcp ? " over TCP" : "") + "]";
        }
    }

    /** None: host candidates are all that is gathered. */
    public static GatheringServers none() {
        return new GatheringServers(List.of(), List.of());
    }

    // ice4j would look the name up, on a thread that must not wait.
    private static void requireResolved(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "server " + address + " has no address yet: look its name up before gathering");
        }
    }
}
