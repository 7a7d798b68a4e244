package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.runtime.SecuritySettings;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AdminSettings;
import io.github.natcast.streamer.security.FailureAction;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.security.TlsSettings;
import io.github.natcast.streamer.security.WebOrigins;
import java.util.Optional;

/**
 * The part of {@link StreamerBuilder} that says who may watch, and how much strangers may use. Confined to one thread.
 */
abstract class SecurityBuilder<B extends SecurityBuilder<B>> extends NetworkBuilder<B> {
    private Access access = Access.everybody();
    private Limits limits = Limits.defaults();
    private WebOrigins origins = WebOrigins.sameOrigin();
    private Optional<TlsSettings> tls = Optional.empty();
    private AdminSettings admin = AdminSettings.local();
    private FailureAction onFailure = FailureAction.KEEP_RUNNING;

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

    /**
     * Sets whose web pages may watch, also where the program serves {@link Streamer#signaling()} on its own server.
     * Default: {@link WebOrigins#sameOrigin()}, the streamer's own page alone.
     */
    public B origins(WebOrigins value) {
        origins = Checks.given("origins", value, "leave it out for the streamer's own page alone");
        return self();
    }

    /**
     * Serves the page, WebSockets and WHEP by HTTPS on the HTTP port. Who comes by HTTP is led there; media over TCP on
     * the same port are encrypted themselves, and stay as they are. Default: none, which is for a proxy in front that
     * ends TLS, for a private network, or for this host.
     */
    public B tls(TlsSettings value) {
        tls = Optional.of(Checks.given("tls", value, "leave it out for HTTP"));
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
        return new SecuritySettings(access, limits, admin, origins, tls, onFailure);
    }
}
