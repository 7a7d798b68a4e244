package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AdminSettings;
import io.github.natcast.streamer.security.Limits;

/**
 * What protects the streamer. Immutable.
 *
 * @param access who may watch
 * @param limits how much clients may use
 * @param admin how the operator sees how it does
 */
public record SecuritySettings(Access access, Limits limits, AdminSettings admin) {}
