package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.security.FailureAction;
import io.github.natcast.streamer.security.Limits;
import java.util.Optional;

/**
 * What protects the streamer. Immutable.
 *
 * @param token the token that clients must present with an offer; empty admits everyone
 * @param limits how much clients may use
 * @param onFailure what happens when a part of the streamer is dead
 */
public record SecuritySettings(Optional<String> token, Limits limits, FailureAction onFailure) {}
