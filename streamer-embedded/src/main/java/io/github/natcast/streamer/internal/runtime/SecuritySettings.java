package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.security.TlsSettings;
import io.github.natcast.streamer.security.WebOrigins;
import java.util.Optional;

/**
 * What protects the streamer. Immutable.
 *
 * @param token the token that clients must present with an offer; empty admits everyone
 * @param limits how much clients may use
 * @param origins whose web pages may watch
 * @param tls the certificate of the HTTP port; empty serves HTTP
 */
public record SecuritySettings(Optional<String> token, Limits limits, WebOrigins origins, Optional<TlsSettings> tls) {}
