package io.github.natcast.streamer.internal.publish;

import java.net.URI;
import java.util.Optional;

/**
 * A session as the server names it. Immutable.
 *
 * @param location where it is restarted and deleted; empty when the server has not said
 * @param entityTag as the server wrote it, quoted or not, weak or {@code *}: it is sent back like that; empty when the
 *     server has none
 */
record WhipSession(Optional<URI> location, Optional<String> entityTag) {}
