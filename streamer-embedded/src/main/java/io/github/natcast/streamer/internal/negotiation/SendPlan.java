package io.github.natcast.streamer.internal.negotiation;

import java.util.Optional;

/**
 * What one viewer is sent. Immutable.
 *
 * @param transport the one transport of all media (RFC 9143)
 * @param video its video
 * @param audio its audio; empty when it wants none or there is none
 */
public record SendPlan(RemoteTransport transport, VideoPlan video, Optional<AudioPlan> audio) {}
