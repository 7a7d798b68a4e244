package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The video that one viewer is sent. Immutable.
 *
 * @param mid of its media section
 * @param codec the negotiated codec
 * @param payloadType 0 to 127
 * @param formatParameters the negotiated {@code a=fmtp} value, {@code profile-level-id} included; empty when there is
 *     none
 * @param packetizationMode of H.264 (RFC 6184 §6.2), 0 or 1; other codecs have none
 * @param h264Profile of the stream: the negotiated one, or one that its decoders play, too; other codecs have none
 * @param ssrc 32 bits, unsigned
 * @param cname the canonical name for RTCP
 * @param headerExtensions negotiated extensions: URI to id, 1 to 14
 * @param feedback the RTCP feedback that the viewer may send
 */
public record VideoPlan(
        String mid,
        VideoCodec codec,
        int payloadType,
        String formatParameters,
        OptionalInt packetizationMode,
        Optional<H264Profile> h264Profile,
        long ssrc,
        String cname,
        Map<String, Integer> headerExtensions,
        Set<RtcpFeedback> feedback) {

    public VideoPlan {
        headerExtensions = Map.copyOf(headerExtensions);
        feedback = Set.copyOf(feedback);
    }
}
