package io.github.natcast.streamer.internal.negotiation;

import java.util.Map;
import java.util.Set;

/**
 * The audio that one viewer is sent: Opus (RFC 7587). Immutable.
 *
 * @param mid of its media section
 * @param payloadType 0 to 127
 * @param ssrc 32 bits, unsigned
 * @param cname the canonical name for RTCP, the same as the video's
 * @param headerExtensions negotiated extensions: URI to id, 1 to 14
 * @param feedback the RTCP feedback that the viewer may send
 */
public record AudioPlan(
        String mid,
        int payloadType,
        long ssrc,
        String cname,
        Map<String, Integer> headerExtensions,
        Set<RtcpFeedback> feedback) {

    public AudioPlan {
        headerExtensions = Map.copyOf(headerExtensions);
        feedback = Set.copyOf(feedback);
    }
}
