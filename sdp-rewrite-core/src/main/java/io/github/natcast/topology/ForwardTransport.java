package io.github.natcast.topology;

import java.util.Locale;

/** The transport of a {@link PortForward}; forwarding UDP 10111 does not forward TCP 10111. */
public enum ForwardTransport {
    /** UDP: media, STUN, TURN. */
    UDP,
    /** TCP: pages, signalling, ICE-TCP, TURN over TCP and TLS. */
    TCP;

    /** {@code udp} or {@code tcp}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other one. */
    public ForwardTransport other() {
        return this == UDP ? TCP : UDP;
    }

    static ForwardTransport ofToken(String token) {
        for (ForwardTransport transport : values()) {
            if (transport.token().equalsIgnoreCase(token)) {
                return transport;
            }
        }
        throw new IllegalArgumentException("transport must be udp or tcp but is \"" + token + "\"");
    }
}
