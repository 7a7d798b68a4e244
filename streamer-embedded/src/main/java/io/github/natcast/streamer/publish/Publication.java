package io.github.natcast.streamer.publish;

import java.net.URI;
import java.util.Optional;

/**
 * A stream that is published to a media server. It comes back by itself when the server or the network was away, and
 * ends with its channel. Thread-safe.
 */
public interface Publication extends AutoCloseable {

    /** The server's WHIP URL, as it was given; it may be a secret in whole. */
    URI target();

    /** The name of the channel that is published. */
    String channel();

    /** Whether media leave for the server now. */
    PublicationState state();

    /**
     * Why it is not connected, or has failed: a sentence for the operator. Empty while it is connected, and before its
     * first attempt has failed.
     */
    Optional<String> reason();

    /** What it has come to. */
    PublicationStats stats();

    /** Ends it, and the session at the server. Idempotent; does not block. */
    @Override
    void close();
}
