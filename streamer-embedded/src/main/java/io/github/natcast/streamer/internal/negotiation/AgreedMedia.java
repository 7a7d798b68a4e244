package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an answer agrees to send. Immutable.
 *
 * @param transport the other side's
 * @param formats of the pictures and the sound, at least one
 * @param extensions ids of header extensions by URI
 * @param reducedSize whether feedback may go without a report (RFC 5506)
 */
public record AgreedMedia(
        RemoteTransport transport, List<Format> formats, Map<String, Integer> extensions, boolean reducedSize) {

    /**
     * One format.
     *
     * @param retransmission the payload type of its retransmissions
     * @param codec of the pictures; empty for Opus
     */
    public record Format(
            int payloadType, OptionalInt retransmission, Optional<VideoCodec> codec, Set<RtcpFeedback> feedback) {}

    public AgreedMedia {
        formats = List.copyOf(formats);
        extensions = Map.copyOf(extensions);
    }
}
