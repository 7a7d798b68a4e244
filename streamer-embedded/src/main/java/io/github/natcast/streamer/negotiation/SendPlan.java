package io.github.natcast.streamer.negotiation;

/**
 * What one viewer is sent. Immutable.
 *
 * @param transport the one transport of all media (RFC 9143)
 * @param video its video
 */
public record SendPlan(RemoteTransport transport, VideoPlan video) {}
