package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.runtime.SecuritySettings;
import io.github.natcast.streamer.security.Limits;
import java.util.Optional;

/**
 * The part of {@link StreamerBuilder} that says who may watch, and how much strangers may use. Confined to one thread.
 */
abstract class SecurityBuilder<B extends SecurityBuilder<B>> extends NetworkBuilder<B> {
    private Optional<String> token = Optional.empty();
    private Limits limits = Limits.defaults();

    SecurityBuilder() {}

    /** Sets the bearer token that clients must present (RFC 6750). Default: none, so everyone may watch. */
    public B token(String value) {
        token = Optional.of(Checks.notBlank("token", value, "leave it out to admit everyone"));
        return self();
    }

    /** Sets how much strangers may use. Default: {@link Limits#defaults()}. */
    public B limits(Limits value) {
        limits = Checks.given("limits", value, "leave it out for Limits.defaults()");
        return self();
    }

    SecuritySettings security() {
        return new SecuritySettings(token, limits);
    }
}
