package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this side brings to an answer. Immutable.
 *
 * @param sessionId the {@code sess-id} of {@code o=}, 0 or more; a new one for every viewer
 * @param iceCredentials this side's
 * @param fingerprint of this side's certificate
 * @param candidates {@code candidate:…}, the default destination first; may be empty when all are trickled
 * @param endOfCandidates whether no candidate will be trickled (RFC 8838 §8.2)
 * @param videoCodecs what can be encoded, the best first
 * @param h264 the H.264 that can be sent, where it is among the codecs
 * @param videoSsrc 32 bits, unsigned
 * @param cname the canonical name of all of this viewer's streams
 * @param streamId the MediaStream's id (RFC 8830); one for audio and video, so that they are played in sync
 * @param headerExtensions URIs of the RTP header extensions that can be sent
 * @param feedback what RTCP feedback is understood
 * @param audio what audio can be sent; offered audio is declined when empty
 */
public record LocalParameters(
        long sessionId,
        IceCredentials iceCredentials,
        Fingerprint fingerprint,
        List<String> candidates,
        boolean endOfCandidates,
        List<VideoCodec> videoCodecs,
        LocalH264 h264,
        long videoSsrc,
        String cname,
        String streamId,
        Set<String> headerExtensions,
        Set<RtcpFeedback> feedback,
        Optional<LocalAudio> audio) {

    public LocalParameters {
        candidates = List.copyOf(candidates);
        videoCodecs = List.copyOf(videoCodecs);
        headerExtensions = Set.copyOf(headerExtensions);
        feedback = Set.copyOf(feedback);
        if (sessionId < 0) {
            throw new IllegalArgumentException("session id " + sessionId + " must not be negative");
        }
        if (videoSsrc < 0 || videoSsrc > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("SSRC " + videoSsrc + " must be from 0 to 4294967295");
        }
        for (String candidate : candidates) {
            if (!candidate.startsWith("candidate:")) {
                throw new IllegalArgumentException("\"" + candidate + "\" must begin with \"candidate:\"");
            }
        }
    }

    /** Without audio. */
    public LocalParameters(
            long sessionId,
            IceCredentials iceCredentials,
            Fingerprint fingerprint,
            List<String> candidates,
            boolean endOfCandidates,
            List<VideoCodec> videoCodecs,
            LocalH264 h264,
            long videoSsrc,
            String cname,
            String streamId,
            Set<String> headerExtensions,
            Set<RtcpFeedback> feedback) {
        this(
                sessionId,
                iceCredentials,
                fingerprint,
                candidates,
                endOfCandidates,
                videoCodecs,
                h264,
                videoSsrc,
                cname,
                streamId,
                headerExtensions,
                feedback,
                Optional.empty());
    }

    public LocalParameters withAudio(Optional<LocalAudio> newAudio) {
        return new LocalParameters(
                sessionId,
                iceCredentials,
                fingerprint,
                candidates,
                endOfCandidates,
                videoCodecs,
                h264,
                videoSsrc,
                cname,
                streamId,
                headerExtensions,
                feedback,
                newAudio);
    }
}
