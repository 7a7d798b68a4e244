package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.streamer.probe.IceProbe;
import io.github.natcast.streamer.probe.RelayProbe;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** By what a TURN server lets this side in: a user and a password, or a shared secret from which both are made. */
sealed interface TurnCredential {

    /** Allocates; the caller closes the relay. */
    RelayProbe relay(IceProbe probe, InetSocketAddress server) throws IOException;

    /** The server's own, else those of the deployment; empty where there are none. */
    static Optional<TurnCredential> of(IceServer server, Deployment deployment) throws IOException {
        if (server.username().isPresent() && server.credential().isPresent()) {
            return Optional.of(
                    new User(server.username().get(), server.credential().get()));
        }
        Optional<TurnRelay.User> user = deployment.turn().flatMap(TurnRelay::user);
        if (user.isPresent()) {
            return Optional.of(new User(user.get().name(), user.get().password()));
        }
        if (deployment.turnSecret().isPresent()) {
            try {
                return Optional.of(new Secret(deployment.turnSecret().get().read(BoundedInput::firstLine)));
            } catch (UserException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return Optional.empty();
    }

    /** A fixed user. */
    record User(String name, String password) implements TurnCredential {
        @Override
        public RelayProbe relay(IceProbe probe, InetSocketAddress server) throws IOException {
            return probe.relay(server, name, password);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** The secret of credentials that expire. */
    record Secret(String secret) implements TurnCredential {
        @Override
        public RelayProbe relay(IceProbe probe, InetSocketAddress server) throws IOException {
            return probe.relay(server, secret);
        }

        /** Nothing of it. */
        @Override
        public String toString() {
            return "secret";
        }
    }
}
