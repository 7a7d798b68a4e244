package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.topology.IceServer;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the publications of all channels share. Immutable; the opener of each part closes it.
 *
 * @param dtls shakes hands
 * @param control runs the sessions
 * @param addresses of this host, asked for each offer and restart
 * @param servers STUN and TURN servers of this side, with credentials that are valid now; asked likewise
 * @param egress opens the sockets that media leave from
 */
public record PublishingParts(
        DtlsServer dtls,
        ControlLoop control,
        Supplier<List<InetAddress>> addresses,
        Supplier<List<IceServer>> servers,
        EgressSockets egress) {

    /**
     * Sessions of one publication.
     *
     * @param codecs that are offered, and that the channel can encode
     * @param simulcast whether all renditions are offered side by side
     * @param viewers of the channel, whose encodings are shared
     */
    PublicationSession.Factory sessions(List<VideoCodec> codecs, boolean simulcast, ViewerFactory viewers) {
        return new PublishedStreams(codecs, simulcast, viewers, dtls, control, addresses, servers, egress);
    }
}
