package io.github.natcast.examples.cli;

import io.github.natcast.streamer.StreamerBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may watch, and what strangers may use. */
final class SecurityOptions {
    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "What WHEP clients must present as a bearer token, and the page as ?token=…")
    private @Nullable String token;

    void applyTo(StreamerBuilder builder) throws UserException {
        if (token != null) {
            builder.token(token);
        }
    }
}
