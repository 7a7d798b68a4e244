package io.github.natcast.examples.cli.deployment;

import io.github.natcast.topology.PortRange;
import java.util.Optional;

/**
 * A coturn that belongs to the deployment. Immutable.
 *
 * @param listen the host and UDP port that it listens on; the port is not always the public one
 * @param relayPorts the UDP ports that it relays from
 * @param realm of its users
 * @param user a fixed user and password; empty where credentials expire ({@link Deployment#turnSecret})
 * @param onThisHost whether it runs beside the server, behind the same NAT; otherwise on the public host
 */
public record TurnRelay(HostPort listen, PortRange relayPorts, String realm, Optional<User> user, boolean onThisHost) {

    /**
     * A user of the TURN server.
     *
     * @param password secret: never shown
     */
    public record User(String name, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return name;
        }
    }
}
