package io.github.natcast.streamer.security;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * TLS on the HTTP port: for the page, WebSockets and WHEP. Immutable.
 *
 * <p>The files are read when the streamer starts, and looked at every few seconds: new contents count for connections
 * from then on, and no viewer is dropped. Contents that are of no use are logged, and the former stay.
 */
public final class TlsSettings {
    private final Path certificate;
    private final Path key;
    private final Optional<Duration> hsts;

    private TlsSettings(Path certificate, Path key, Optional<Duration> hsts) {
        this.certificate = Objects.requireNonNull(certificate, "certificate");
        this.key = Objects.requireNonNull(key, "key");
        this.hsts = hsts;
    }

    /**
     * A certificate and its key; a relative path is one of the working directory.
     *
     * @param certificate a PEM file: the server's own certificate, then those that lead to an authority that browsers
     *     know, such as Let's Encrypt's {@code fullchain.pem}
     * @param key a PEM file with the key, not encrypted: PKCS #8, RSA or EC, such as {@code privkey.pem}; may be the
     *     same file
     */
    public static TlsSettings of(Path certificate, Path key) {
        return new TlsSettings(certificate, key, Optional.empty());
    }

    /**
     * Has browsers ask for this host by HTTPS alone from their first visit on (RFC 6797), on all of its ports, for as
     * long. There is no way back before that time is over. Default: not.
     *
     * @param value 1 second to 10 years, such as {@code Duration.ofDays(365)}
     * @throws IllegalArgumentException when it is outside of these
     */
    public TlsSettings withHsts(Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofDays(3653)) > 0) {
            throw new IllegalArgumentException("hsts " + value + " must be 1 second to 10 years");
        }
        return new TlsSettings(certificate, key, Optional.of(value));
    }

    /** The PEM file of the certificate chain. */
    public Path certificate() {
        return certificate;
    }

    /** The PEM file of the key. */
    public Path key() {
        return key;
    }

    /** For how long browsers ask for this host by HTTPS alone. */
    public Optional<Duration> hsts() {
        return hsts;
    }

    @Override
    public String toString() {
        return "TLS with " + certificate + " and " + key;
    }
}
