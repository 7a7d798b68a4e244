package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.runtime.SecuritySettings;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AdminSettings;
import io.github.natcast.streamer.security.Limits;

/**
 * The part of {@link StreamerBuilder} that says who may watch, and how much strangers may use. Confined to one thread.
 */
abstract class SecurityBuilder<B extends SecurityBuilder<B>> extends NetworkBuilder<B> {
    private Access access = Access.everybody();
    private Limits limits = Limits.defaults();
    private AdminSettings admin = AdminSettings.local();

    SecurityBuilder() {}

    /**
     * Sets the bearer token that clients must present (RFC 6750): the same as {@code access(Access.tokens(value))}.
     * Default: none, so everyone may watch.
     */
    public B token(String value) {
        return access(Access.tokens(Checks.notBlank("token", value, "leave it out to admit everyone")));
    }

    /** Sets who may watch; replaces {@link #token}. Default: {@link Access#everybody()}. */
    public B access(Access value) {
        access = Checks.given("access", value, "leave it out for Access.everybody()");
        return self();
    }

    /** Sets how the operator reaches metrics, viewers and health. Default: {@link AdminSettings#local()}. */
    public B admin(AdminSettings value) {
        admin = Checks.given("admin", value, "leave it out for AdminSettings.local()");
        return self();
    }

    /** Sets how much strangers may use. Default: {@link Limits#defaults()}. */
    public B limits(Limits value) {
        limits = Checks.given("limits", value, "leave it out for Limits.defaults()");
        return self();
    }

    SecuritySettings security() {
        return new SecuritySettings(access, limits, admin);
    }
}
