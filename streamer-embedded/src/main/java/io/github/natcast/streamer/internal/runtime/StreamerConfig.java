package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.channels.ChannelLimits;
import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import java.util.Optional;

/**
 * The checked configuration of a streamer. Immutable.
 *
 * @param channel the settings of the default channel
 * @param limits what all channels may use together
 * @param admission decides who may watch what; empty for the channel that is named like the session, or the default one
 * @param lowestDelay whether viewers are asked to show each picture as soon as it is decoded
 * @param segmentation whether several packets may be passed to the kernel in one call, where it supports that
 * @param bind the local addresses of HTTP and media, and the HTTP port
 * @param mediaPort the UDP port; 0 selects any free one
 * @param addresses where browsers reach the media port, and who is told this host's own addresses
 * @param tcp whether and where viewers may connect by TCP
 * @param nat all STUN and TURN servers: those for browsers, and those that help the media port through a NAT without
 *     port forwarding
 * @param maximumViewers the maximum number of viewers, 1 or more; further offers are rejected
 * @param security what protects the streamer
 * @param forwarders the tunnels and proxies whose word about their clients counts
 * @param listener is notified of viewers
 * @param rehearse whether some viewers of its own try everything before the first real one
 * @param publishes whether what a publication needs is loaded while the streamer starts
 */
public record StreamerConfig(
        ChannelSettings channel,
        ChannelLimits limits,
        Optional<Admission> admission,
        boolean lowestDelay,
        boolean segmentation,
        BindSettings bind,
        int mediaPort,
        AddressSettings addresses,
        IceTcpSettings tcp,
        NatSettings nat,
        int maximumViewers,
        SecuritySettings security,
        Forwarders forwarders,
        StreamerListener listener,
        boolean rehearse,
        boolean publishes) {

    /** @throws IllegalArgumentException when a value is out of its range; the message names it */
    public StreamerConfig {
        if (bind.httpPort().isEmpty() && tcp.isEnabled() && tcp.port().isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no HTTP port for media over TCP to share; set a TCP port of its own, or no public TCP address");
        }
        if (bind.httpPort().isEmpty() && security.tls().isPresent()) {
            throw new IllegalArgumentException("TLS is of no use without an HTTP port;"
                    + " the program's own server has a certificate of its own, so leave one of both settings out");
        }
        requirePort("media port", mediaPort);
        if (maximumViewers < 1) {
            throw new IllegalArgumentException("maximum of viewers " + maximumViewers + " must be 1 or more");
        }
    }

    static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " " + port + " must be 0 to 65535");
        }
    }
}
