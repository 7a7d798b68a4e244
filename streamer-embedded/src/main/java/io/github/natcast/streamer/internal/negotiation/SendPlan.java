package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What one viewer is sent, and where. Immutable.
 *
 * @param transport the one transport of all media (RFC 9143)
 * @param video its video
 * @param audio its audio; empty when it wants none or there is none
 */
public record SendPlan(RemoteTransport transport, Video video, Optional<Audio> audio) {

    /**
     * The video that one viewer is sent. Immutable.
     *
     * @param mid of its media section
     * @param codec the negotiated codec
     * @param payloadType 0 to 127
     * @param formatParameters the negotiated {@code a=fmtp} value, {@code profile-level-id} included; empty when there
     *     is none
     * @param packetizationMode of H.264 (RFC 6184 §6.2), 0 or 1; other codecs have none
     * @param h264Profile of the stream: the negotiated one, or one that its decoders play, too; other codecs have none
     * @param ssrc 32 bits, unsigned
     * @param cname the canonical name for RTCP
     * @param headerExtensions negotiated extensions: URI to id, 1 to 14
     * @param feedback the RTCP feedback that the viewer may send
     */
    public record Video(
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

        public Video {
            headerExtensions = Map.copyOf(headerExtensions);
            feedback = Set.copyOf(feedback);
        }
    }

    /**
     * The audio that one viewer is sent: Opus (RFC 7587). Immutable.
     *
     * @param mid of its media section
     * @param payloadType 0 to 127
     * @param formatParameters the negotiated {@code a=fmtp} value; may be empty
     * @param ssrc 32 bits, unsigned
     * @param cname the canonical name for RTCP, the same as the video's
     * @param headerExtensions negotiated extensions: URI to id, 1 to 14
     * @param feedback the RTCP feedback that the viewer may send
     */
    public record Audio(
            String mid,
            int payloadType,
            String formatParameters,
            long ssrc,
            String cname,
            Map<String, Integer> headerExtensions,
            Set<RtcpFeedback> feedback) {

        public Audio {
            headerExtensions = Map.copyOf(headerExtensions);
            feedback = Set.copyOf(feedback);
        }
    }
}
