package io.github.natcast.streamer.internal.access.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.util.Optional;

/** The public keys that tokens may be signed with. Implementations are thread-safe. */
interface KeySet {
    /**
     * The keys as they are known.
     *
     * @param missing a key's identifier that the caller missed in what this returned before, if it did
     * @throws IOException when nothing is known now
     */
    JWKSet keys(Optional<String> missing) throws IOException;
}
