package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The media that this side can send to one viewer. Immutable.
 *
 * @param videoCodecs the codecs that can be encoded, in order of preference
 * @param h264 the H.264 formats that can be sent, if it is among the codecs
 * @param videoSsrc 32 bits, unsigned
 * @param rtxSsrc of the stream that resends video (RFC 4588 §4), 32 bits, unsigned; another than {@code videoSsrc}
 * @param cname the canonical name of all of this viewer's streams
 * @param streamId the MediaStream's id (RFC 8830), the same for audio and video, so that browsers play them in sync
 * @param headerExtensions the URIs of the RTP header extensions that can be sent
 * @param feedback the supported kinds of RTCP feedback
 * @param audio the audio that can be sent; when empty, offered audio is rejected
 */
public record LocalMedia(
        List<VideoCodec> videoCodecs,
        H264 h264,
        long videoSsrc,
        long rtxSsrc,
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
        requireSsrc(rtxSsrc);
        if (rtxSsrc == videoSsrc) {
            throw new IllegalArgumentException("SSRC " + rtxSsrc + " cannot be both the video's and its RTX stream's");
        }
    }

    private static void requireSsrc(long ssrc) {
        if (ssrc < 0 || ssrc > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("SSRC " + ssrc + " must be from 0 to 4294967295");
        }
    }

    /**
     * The H.264 formats that can be sent (RFC 6184 §8.1). Immutable.
     *
     * @param packetizationModes 0, 1 or both
     * @param profiles the profiles that can be encoded, the preferred one first; not empty
     * @param levelIdc ten times the level of the stream, such as 31, 10 to 255
     * @param copied profile_idc, constraint flags and level_idc of a stream on air that its source has encoded, which
     *     viewers are sent as it is where their decoders play it; 0 when there is none
     */
    public record H264(Set<Integer> packetizationModes, List<H264Profile> profiles, int levelIdc, int copied) {
        /** Of pictures that are encoded here. */
        public H264(Set<Integer> packetizationModes, List<H264Profile> profiles, int levelIdc) {
            this(packetizationModes, profiles, levelIdc, 0);
        }

        /** The same while such a stream is on air. */
        public H264 copying(int profileLevelId) {
            return new H264(packetizationModes, profiles, levelIdc, profileLevelId);
        }

        public H264 {
            packetizationModes = Set.copyOf(packetizationModes);
            profiles = List.copyOf(profiles);
            if (profiles.isEmpty()) {
                throw new IllegalArgumentException("H.264 needs at least one profile");
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
     * @param stereo whether the stream has two channels
     * @param forwardErrorCorrection whether packets carry in-band FEC
     * @param discontinuousTransmission whether packets are omitted during silence (DTX)
     */
    public record Opus(long ssrc, boolean stereo, boolean forwardErrorCorrection, boolean discontinuousTransmission) {
        public Opus {
            requireSsrc(ssrc);
        }
    }
}
