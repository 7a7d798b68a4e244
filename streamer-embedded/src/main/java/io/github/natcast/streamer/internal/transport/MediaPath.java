package io.github.natcast.streamer.internal.transport;

import java.net.InetSocketAddress;

/**
 * The selected pair in use. Immutable.
 *
 * @param local the base address that packets leave from
 * @param remote where the viewer is reached
 * @param localType the local candidate's type, {@code host} or {@code relay}
 * @param remoteType the remote candidate's type as ICE knows it, usually {@code prflx}
 */
public record MediaPath(InetSocketAddress local, InetSocketAddress remote, String localType, String remoteType) {}
