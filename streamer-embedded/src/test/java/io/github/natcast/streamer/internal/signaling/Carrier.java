package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.signaling.Signaling;

/**
 * An HTTP server on loopback that carries signalling.
 *
 * @param port where it listens
 * @param mount the path below which it has signalling, such as {@code /app/video}; empty for all of the server
 * @param end stops the server
 */
public record Carrier(int port, String mount, AutoCloseable end) {

    /** Starts a server before signalling. */
    @FunctionalInterface
    public interface Opener {
        Carrier open(Signaling signaling) throws Exception;
    }
}
