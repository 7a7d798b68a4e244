package io.github.natcast.examples.cli.deployment;

import io.github.natcast.examples.cli.console.UserException;
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
        Optional<HostPort> admin) {

    /**
     * For whoever tells other programs the ports, or looks for them from outside.
     *
     * @throws UserException when one is 0, which the system chooses at each start
     */
    public void requireNumbers() throws UserException {
        requireNumber("http-port", httpPort);
        requireNumber("media-port", mediaPort);
        requireNumber("tcp-port", tcpPort.orElse(1));
    }

    private static void requireNumber(String key, int port) throws UserException {
        if (port == 0) {
            throw new UserException(key + " is 0, any free port, which no other program can be told; write a number"
                    + " into [network]");
        }
    }
}
