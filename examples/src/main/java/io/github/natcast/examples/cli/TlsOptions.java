package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.security.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** HTTPS in place of HTTP. */
final class TlsOptions {
    private static final Duration HSTS_AGE = Duration.ofDays(365);

    /** The JDK's: a client could otherwise ask for one handshake after another on one connection of TLS 1.2. */
    private static final String NO_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Serve the page, WebSocket and WHEP by HTTPS on the HTTP port: a PEM file with the server's"
                    + " certificate and those that lead to its authority (Let's Encrypt's fullchain.pem). When the file"
                    + " changes, the new one is taken without a restart.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The PEM file with the key of --tls-certificate, not encrypted (privkey.pem); may be the same"
                    + " file.")
    private @Nullable Path key;

    @Option(
            names = "--hsts",
            description = "Have browsers come to this host by HTTPS alone for a year from their last visit on, on all"
                    + " of its ports; there is no way back before.")
    private boolean hsts;

    void applyTo(StreamerBuilder builder) throws UserException {
        Optional<TlsSettings> settings = settings();
        if (settings.isPresent()) {
            builder.tls(settings.get());
            if (System.getProperty(NO_RENEGOTIATION) == null) {
                System.setProperty(NO_RENEGOTIATION, "true");
            }
        }
    }

    Optional<TlsSettings> settings() throws UserException {
        if (certificate == null) {
            if (key != null || hsts) {
                throw new UserException((key == null ? "--hsts" : "--tls-key")
                        + " is of no use without --tls-certificate; name the file of the certificate");
            }
            return Optional.empty();
        }
        if (key == null) {
            throw new UserException(
                    "--tls-certificate needs --tls-key, the file with its key; both may stand in the same file");
        }
        TlsSettings settings = TlsSettings.of(certificate, key);
        return Optional.of(hsts ? settings.withHsts(HSTS_AGE) : settings);
    }
}
