package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The checked configuration of a streamer. Immutable.
 *
 * @param source the source that is shown first
 * @param standby the source that is shown while no other source delivers; when empty, {@code source} is its own standby
 * @param standbyAfter how long a live source may be silent before the standby is shown, 200 ms to a minute
 * @param video the settings of the video that all viewers receive
 * @param audio the settings of the audio that all viewers receive
 * @param codecs the codecs that may be negotiated, in order of preference; at least one
 * @param lowestDelay whether viewers are asked to show each picture as soon as it is decoded
 * @param segmentation whether several packets may be passed to the kernel in one call, where it supports that
 * @param bind the local addresses of HTTP and media, and the HTTP port
 * @param mediaPort the UDP port; 0 selects any free one
 * @param addresses where browsers reach the media port, and who is told this host's own addresses
 * @param tcp whether and where viewers may connect by TCP
 * @param nat all STUN and TURN servers: those for browsers, and those that help the media port through a NAT without
 *     port forwarding
 * @param maximumViewers the maximum number of viewers, 1 or more; further offers are rejected
 * @param token the token that clients must present with an offer; empty admits everyone
 * @param forwarders the tunnels and proxies whose word about their clients counts
 * @param listener is notified of viewers
 */
public record StreamerConfig(
        VideoSource source,
        Optional<VideoSource> standby,
        Duration standbyAfter,
        VideoSettings video,
        AudioSettings audio,
        List<VideoCodec> codecs,
        boolean lowestDelay,
        boolean segmentation,
        BindSettings bind,
        int mediaPort,
        AddressSettings addresses,
        IceTcpSettings tcp,
        NatSettings nat,
        int maximumViewers,
        Optional<String> token,
        Forwarders forwarders,
        StreamerListener listener) {
    private static final Duration SHORTEST_STANDBY_AFTER = Duration.ofMillis(200);
    private static final Duration LONGEST_STANDBY_AFTER = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException when a value is out of its range; the message names it */
    public StreamerConfig {
        if (standbyAfter.compareTo(SHORTEST_STANDBY_AFTER) < 0 || standbyAfter.compareTo(LONGEST_STANDBY_AFTER) > 0) {
            throw new IllegalArgumentException(
                    "the silence before the standby is shown, " + standbyAfter.toMillis() + " ms, must be "
                            + SHORTEST_STANDBY_AFTER.toMillis() + " to " + LONGEST_STANDBY_AFTER.toMillis() + " ms");
        }
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("at least one video codec is needed, such as H264");
        }
        if (bind.httpPort().isEmpty() && tcp.isEnabled() && tcp.port().isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no HTTP port for media over TCP to share; set a TCP port of its own, or no public TCP address");
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
