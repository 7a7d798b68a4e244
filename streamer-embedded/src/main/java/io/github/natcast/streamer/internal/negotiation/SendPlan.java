package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The media that one viewer receives, and its transport. Immutable.
 *
 * @param transport the viewer's side of the one transport of all media (RFC 9143)
 * @param video the viewer's video
 * @param audio the viewer's audio; empty when the offer accepts none or there is none
 * @param layers the streams of the video (RFC 8853), the largest picture first, with SSRCs of their own in place of the
 *     video's; empty where there is but one, as for all who play
 */
public record SendPlan(RemoteTransport transport, Video video, Optional<Audio> audio, List<SimulcastLayer> layers) {

    public SendPlan {
        layers = List.copyOf(layers);
    }

    /** One stream of video. */
    public SendPlan(RemoteTransport transport, Video video, Optional<Audio> audio) {
        this(transport, video, audio, List.of());
    }

    /**
     * The video that one viewer receives. Immutable.
     *
     * @param mid the mid of its media section; empty when it is the only one and has none
     * @param codec the negotiated codec
     * @param payloadType 0 to 127
     * @param formatParameters the negotiated {@code a=fmtp} value, {@code profile-level-id} included; empty when there
     *     is none
     * @param packetizationMode the packetization mode of H.264 (RFC 6184 §6.2), 0 or 1; empty for other codecs
     * @param h264Profile the profile of the stream: the negotiated one, or another that its decoders play; empty for
     *     other codecs
     * @param h264Decoder profile_idc of what its decoders are counted on to play, 66, 77 or 100; 0 for other codecs
     * @param ssrc 32 bits, unsigned
     * @param rtx the stream that resends its packets; empty when the viewer does not offer one, and then packets are
     *     sent again as they were
     * @param cname the canonical name for RTCP
     * @param headerExtensions negotiated extensions: URI to id, 1 to 14
     * @param feedback the RTCP feedback that the viewer may send
     */
    public record Video(
            Optional<String> mid,
            VideoCodec codec,
            int payloadType,
            String formatParameters,
            OptionalInt packetizationMode,
            Optional<H264Profile> h264Profile,
            int h264Decoder,
            long ssrc,
            Optional<Rtx> rtx,
            String cname,
            Map<String, Integer> headerExtensions,
            Set<RtcpFeedback> feedback) {

        public Video {
            headerExtensions = Map.copyOf(headerExtensions);
            feedback = Set.copyOf(feedback);
        }
    }

    /**
     * The stream that resends packets of the video (RFC 4588), with its SSRC in one session (§8.1). Immutable.
     *
     * @param payloadType 0 to 127, another than the video's
     * @param ssrc 32 bits, unsigned, another than the video's
     */
    public record Rtx(int payloadType, long ssrc) {}

    /**
     * The audio that one viewer receives: Opus (RFC 7587). Immutable.
     *
     * @param mid the mid of its media section; empty when it is the only one and has none
     * @param payloadType 0 to 127
     * @param formatParameters the negotiated {@code a=fmtp} value; may be empty
     * @param ssrc 32 bits, unsigned
     * @param cname the canonical name for RTCP, the same as the video's
     * @param headerExtensions negotiated extensions: URI to id, 1 to 14
     * @param feedback the RTCP feedback that the viewer may send
     */
    public record Audio(
            Optional<String> mid,
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
