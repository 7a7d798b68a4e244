package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.topology.TunnelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What Compose and Kubernetes say alike of natcast in a container. Stateless. */
final class Container {
    /** The folder of natcast.toml and of the files that it names, inside and outside. */
    static final String FOLDER = "/etc/natcast";

    static final String CONFIG = FOLDER + "/natcast.toml";

    /** How long those who watch may go on after SIGTERM; natcast then needs 5 s at most. */
    static final int DRAIN_SECONDS = 30;

    static final int STOP_SECONDS = 40;

    private Container() {}

    static List<String> command() {
        return List.of("serve", "--config", CONFIG, "--exit-on-failure", "--drain", String.valueOf(DRAIN_SECONDS));
    }

    /** natcast's own ports, with the number that each has outside of the container's network. */
    static List<Published> published(Deployment deployment) throws UserException {
        boolean docker = deployment.topology().tunnel() == TunnelKind.DOCKER;
        List<Published> all = new ArrayList<>();
        for (Endpoint endpoint : own(deployment)) {
            int port = endpoint.ports().first();
            OptionalInt outside = docker ? deployment.publicPort(endpoint.transport(), port) : OptionalInt.of(port);
            outside.ifPresent(number -> all.add(new Published(endpoint, number)));
        }
        if (all.isEmpty()) {
            throw new UserException("tunnel is \"docker\", but no [[network.forward]] leads to a port of natcast, so"
                    + " none is published; forward the HTTP port (tcp) and the media port (udp)");
        }
        return all;
    }

    static List<Endpoint> own(Deployment deployment) {
        return Endpoint.of(deployment).stream().filter(Endpoint::isNatcast).toList();
    }

    /** A container behind translated ports has no address of the host. */
    static void requireEveryAddress(Deployment deployment, String way) throws UserException {
        for (Endpoint endpoint : own(deployment)) {
            if (!endpoint.isEverywhere()) {
                throw new UserException("natcast listens on " + endpoint.host() + ", an address that a container with "
                        + way + " does not have; set bind = \"0.0.0.0\" in [network], or give --ports host");
            }
        }
    }

    /**
     * A port of natcast, and its number outside.
     *
     * @param number as whoever reaches the host has it
     */
    record Published(Endpoint endpoint, int number) {}
}
