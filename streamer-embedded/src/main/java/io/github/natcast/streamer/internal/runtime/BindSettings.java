package io.github.natcast.streamer.internal.runtime;

import java.util.OptionalInt;

/**
 * Where a streamer listens. Immutable.
 *
 * @param httpAddress the local address of HTTP, an IP literal
 * @param httpPort 0 for any free one; empty for no HTTP port of its own
 * @param mediaAddress the local address of media, UDP and a TCP port of their own; an IP literal
 */
public record BindSettings(String httpAddress, OptionalInt httpPort, String mediaAddress) {

    /** @throws IllegalArgumentException when the port is out of range; the message names it */
    public BindSettings {
        if (httpPort.isPresent()) {
            StreamerConfig.requirePort("HTTP port", httpPort.getAsInt());
        }
    }
}
