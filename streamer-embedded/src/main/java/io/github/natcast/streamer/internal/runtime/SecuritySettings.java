package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AdminSettings;
import io.github.natcast.streamer.security.FailureAction;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.security.TlsSettings;
import io.github.natcast.streamer.security.WebOrigins;
import java.util.Optional;

/**
 * What protects the streamer. Immutable.
 *
 * @param access who may watch
 * @param limits how much clients may use
 * @param admin how the operator sees how it does
 * @param origins whose web pages may watch
 * @param tls the certificate of the HTTP port; empty serves HTTP
 * @param onFailure what happens when a part of the streamer is dead
 */
public record SecuritySettings(
        Access access,
        Limits limits,
        AdminSettings admin,
        WebOrigins origins,
        Optional<TlsSettings> tls,
        FailureAction onFailure) {}
