package io.github.natcast.examples.cli.deployment;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the server listens. Immutable.
 *
 * @param httpAddress of page, signalling and, unless {@code tcpPort} is another, media over TCP; 0.0.0.0 is every one
 * @param httpPort TCP
 * @param mediaAddress of media
 * @param mediaPort UDP
 * @param tcpPort for media alone, by TCP
 * @param admin of metrics and viewers
 */
public record Listening(
        String httpAddress,
        int httpPort,
        String mediaAddress,
        int mediaPort,
        OptionalInt tcpPort,
        Optional<HostPort> admin) {}
