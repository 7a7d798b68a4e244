package io.github.natcast.examples.cli;

import io.github.natcast.streamer.StreamerBuilder;
import picocli.CommandLine.Mixin;

/** Who may watch, and what strangers may use. */
final class SecurityOptions {
    @Mixin
    private AccessOptions access;

    @Mixin
    private AdminOptions admin;

    void applyTo(StreamerBuilder builder) throws UserException {
        access.applyTo(builder);
        admin.applyTo(builder);
    }
}
