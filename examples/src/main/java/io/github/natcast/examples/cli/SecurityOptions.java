package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.security.Limits;
import picocli.CommandLine.Mixin;

/** Who may watch, and what strangers may use. */
final class SecurityOptions {
    @Mixin
    private AccessOptions access;

    @Mixin
    private AdminOptions admin;

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Mixin
    private OriginOptions origins = new OriginOptions();

    @Mixin
    private ConnectionLimitOptions connectionLimits;

    @Mixin
    private OfferLimitOptions offers = new OfferLimitOptions();

    void applyTo(StreamerBuilder builder) throws UserException {
        access.applyTo(builder);
        admin.applyTo(builder);
        tls.applyTo(builder);
        origins.applyTo(builder);
        builder.limits(offers.applyTo(connectionLimits.of(Limits.defaults())));
    }
}
