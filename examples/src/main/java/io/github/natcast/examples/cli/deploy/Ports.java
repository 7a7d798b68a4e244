package io.github.natcast.examples.cli.deploy;

/** How ports of a container reach the network. */
enum Ports {
    /** Those of the host itself: a host network, or {@code hostPort}. */
    HOST,
    /** The runtime's translation: published ports, or a {@code NodePort}. */
    MAPPED
}
