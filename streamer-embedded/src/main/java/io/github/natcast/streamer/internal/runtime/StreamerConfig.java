package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PublicAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a streamer is told before it starts, checked. Immutable.
 *
 * @param source shown from the start
 * @param standby shown while no other source delivers; empty makes {@code source} its own standby
 * @param standbyAfter the silence of a live source after which the standby is shown, 200 ms to a minute
 * @param video the picture that all viewers get
 * @param audio the audio that all viewers get
 * @param codecs what may be negotiated, the best first; at least one
 * @param lowestDelay whether viewers are asked to show each picture as soon as it is decoded
 * @param segmentation whether the kernel may be given several packets at once, where it can take them
 * @param bindAddress of HTTP and media: an IP literal of this host; {@code 0.0.0.0} is every usable interface address
 * @param httpPort TCP, 0 for any free one
 * @param mediaPort UDP, 0 for any free one
 * @param publicAddresses what replaces private addresses in answers, in both families; empty where browsers reach this
 *     host's own addresses
 * @param keepPrivateCandidates whether private addresses stay in answers beside the public ones; without effect where
 *     there are none
 * @param iceServers what browsers are told to use; TURN servers have credentials
 * @param nat how the media port gets through a NAT that forwards nothing to it
 * @param maximumViewers more are turned away with an error; 1 or more
 * @param token what clients must present to offer; empty admits everyone
 * @param listener hears of viewers
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
        String bindAddress,
        int httpPort,
        int mediaPort,
        List<PublicAddress> publicAddresses,
        boolean keepPrivateCandidates,
        List<IceServer> iceServers,
        NatSettings nat,
        int maximumViewers,
        Optional<String> token,
        StreamerListener listener) {
    private static final Duration SHORTEST_STANDBY_AFTER = Duration.ofMillis(200);
    private static final Duration LONGEST_STANDBY_AFTER = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException naming what is out of its range */
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
        requirePort("HTTP port", httpPort);
        requirePort("media port", mediaPort);
        if (maximumViewers < 1) {
            throw new IllegalArgumentException("maximum of viewers " + maximumViewers + " must be 1 or more");
        }
        publicAddresses = List.copyOf(publicAddresses);
        iceServers = List.copyOf(iceServers);
        iceServers.forEach(IceServer::requireCredentials);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " " + port + " must be 0 to 65535");
        }
    }
}
