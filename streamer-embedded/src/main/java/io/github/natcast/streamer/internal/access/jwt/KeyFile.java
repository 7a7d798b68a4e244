package io.github.natcast.streamer.internal.access.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of a file that may change. Thread-safe. */
final class KeyFile implements KeySet {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyFile.class);

    private final Supplier<String> file;
    private final String name;
    private String text;
    private JWKSet keys;

    /** @throws IOException when it holds no set of keys; the message names it */
    KeyFile(Supplier<String> file, String name) throws IOException {
        this.file = file;
        this.name = name;
        this.text = file.get();
        try {
            this.keys = JWKSet.parse(text);
        } catch (ParseException e) {
            throw new IOException(name + " holds no set of keys (RFC 7517): " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized JWKSet keys(Optional<String> missing) {
        String now = file.get();
        if (!now.equals(text)) {
            text = now;
            try {
                keys = JWKSet.parse(now);
            } catch (ParseException e) {
                LOGGER.warn("{} holds no set of keys any more; those before still count ({})", name, e.getMessage());
            }
        }
        return keys;
    }
}
