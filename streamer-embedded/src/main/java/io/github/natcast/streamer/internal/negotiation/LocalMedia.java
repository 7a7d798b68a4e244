package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The media that this side can send to one viewer. Immutable.
 *
 * @param videoCodecs what can be encoded, the best first
 * @param h264 the H.264 that can be sent, where it is among the codecs
 * @param videoSsrc 32 bits, unsigned
 * @param cname the canonical name of all of this viewer's streams
 * @param streamId the MediaStream's id (RFC 8830); one for audio and video, so that they are played in sync
 * @param headerExtensions URIs of the RTP header extensions that can be sent
 * @param feedback what RTCP feedback is understood
 * @param audio what audio can be sent; offered audio is declined when empty
 */
public record LocalMedia(
        List<VideoCodec> videoCodecs,
        H264 h264,
        long videoSsrc,
        String cname,
        String streamId,
        Set<String> headerExtensions,
        Set<RtcpFeedback> feedback,
        Optional<Opus> audio) {

    public LocalMedia {
        videoCodecs = List.copyOf(videoCodecs);
        headerExtensions = Set.copyOf(headerExtensions);
        feedback = Set.copyOf(feedback);
        requireSsrc(videoSsrc);
    }

    private static void requireSsrc(long ssrc) {
        if (ssrc < 0 || ssrc > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("SSRC " + ssrc + " must be from 0 to 4294967295");
        }
    }

    /**
     * The H.264 that can be sent (RFC 6184 §8.1). Immutable.
     *
     * @param packetizationModes 0 and 1, or one of them
     * @param profiles that can be encoded, the preferred first; not empty
     * @param levelIdc ten times the level that the stream keeps to, such as 31
     */
    public record H264(Set<Integer> packetizationModes, List<H264Profile> profiles, int levelIdc) {
        public H264 {
            packetizationModes = Set.copyOf(packetizationModes);
            profiles = List.copyOf(profiles);
            if (profiles.isEmpty()) {
                throw new IllegalArgumentException("there must be a profile of H.264");
            }
            if (levelIdc < 10 || levelIdc > 255) {
                throw new IllegalArgumentException("level_idc " + levelIdc + " must be from 10 to 255");
            }
        }
    }

    /**
     * The Opus that can be sent (RFC 7587). Immutable.
     *
     * @param ssrc 32 bits, unsigned
     * @param stereo whether it has two channels
     * @param forwardErrorCorrection whether packets carry in-band FEC
     * @param discontinuousTransmission whether packets are left out in silence
     */
    public record Opus(long ssrc, boolean stereo, boolean forwardErrorCorrection, boolean discontinuousTransmission) {
        public Opus {
            requireSsrc(ssrc);
        }
    }
}
