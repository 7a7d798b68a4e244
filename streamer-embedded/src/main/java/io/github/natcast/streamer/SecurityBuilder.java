package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.runtime.SecuritySettings;
import io.github.natcast.streamer.security.FailureAction;
import io.github.natcast.streamer.security.Limits;
import java.util.Optional;

/**
 * The part of {@link StreamerBuilder} that says who may watch, and how much strangers may use. Confined to one thread.
 */
abstract class SecurityBuilder<B extends SecurityBuilder<B>> extends NetworkBuilder<B> {
    private Optional<String> token = Optional.empty();
    private Limits limits = Limits.defaults();
    private FailureAction onFailure = FailureAction.KEEP_RUNNING;

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

    /**
     * Sets what happens when a part of the streamer is dead. Default: {@link FailureAction#KEEP_RUNNING}. A program
     * that does other things as well asks {@link Streamer#health()} instead of exiting.
     */
    public B onFailure(FailureAction value) {
        onFailure = Checks.given("onFailure", value, "leave it out for FailureAction.KEEP_RUNNING");
        return self();
    }

    SecuritySettings security() {
        return new SecuritySettings(token, limits, onFailure);
    }
}
