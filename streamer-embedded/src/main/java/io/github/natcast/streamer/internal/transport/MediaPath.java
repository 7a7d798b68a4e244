package io.github.natcast.streamer.internal.transport;

import java.net.InetSocketAddress;

/**
 * The selected pair (RFC 8445 §8.1.1) that media takes. Immutable.
 *
 * @param local the address that packets leave from: the base of the local candidate
 * @param remote the address where they reach the viewer
 * @param localType the local candidate's type, {@code host} or {@code relay}
 * @param remoteType the remote candidate's type as ICE knows it, usually {@code prflx}
 * @param tcp whether it is a TCP connection (RFC 6544); else UDP
 */
public record MediaPath(
        InetSocketAddress local, InetSocketAddress remote, String localType, String remoteType, boolean tcp) {

    /** A path over UDP. */
    public MediaPath(InetSocketAddress local, InetSocketAddress remote, String localType, String remoteType) {
        this(local, remote, localType, remoteType, false);
    }
}
