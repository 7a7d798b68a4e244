package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One fixed set of local media and transport, and variations of it. */
record TestParameters(LocalMedia media, LocalTransport transport) {
    static final String PLAYOUT_DELAY = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";
    static final String TRANSPORT_WIDE = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    static final String HOST = "candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host";
    static final String HOST_6 = "candidate:2 1 udp 2130706175 2001:db8::10 10111 typ host";

    /** The result of an offer. */
    record Answer(String sdp, SendPlan plan) {}

    Answer answer(String offer) throws OfferRejectedException {
        return answer(Offer.parse(offer));
    }

    Answer answer(Offer offer) throws OfferRejectedException {
        Negotiation agreed = offer.negotiate(media);
        return new Answer(agreed.answer(transport), agreed.plan());
    }

    static TestParameters local() {
        return local(List.of(HOST, HOST_6), true, List.of(VideoCodec.H264), Set.of(0, 1));
    }

    static TestParameters withAudio() {
        return local().withAudio(new LocalMedia.Opus(0x12345678L, true, true, true));
    }

    TestParameters withAudio(LocalMedia.Opus audio) {
        return new TestParameters(
                new LocalMedia(
                        media.videoCodecs(),
                        media.h264(),
                        media.videoSsrc(),
                        media.rtxSsrc(),
                        media.cname(),
                        media.streamId(),
                        media.headerExtensions(),
                        media.feedback(),
                        Optional.of(audio)),
                transport);
    }

    static TestParameters sending(VideoCodec... codecs) {
        return local(List.of(HOST), true, List.of(codecs), Set.of(1));
    }

    static TestParameters local(
            List<String> candidates, boolean complete, List<VideoCodec> codecs, Set<Integer> modes) {
        return local(candidates, complete, codecs, h264(modes, H264Profile.CONSTRAINED_BASELINE, H264Profile.MAIN));
    }

    /** Local media at level 3.1. */
    static LocalMedia.H264 h264(Set<Integer> modes, H264Profile... profiles) {
        return new LocalMedia.H264(modes, List.of(profiles), 31);
    }

    static TestParameters local(
            List<String> candidates, boolean complete, List<VideoCodec> codecs, LocalMedia.H264 h264) {
        return new TestParameters(
                new LocalMedia(
                        codecs,
                        h264,
                        0x89ABCDEFL,
                        0x76543210L,
                        "natcast",
                        "stream",
                        Set.of(PLAYOUT_DELAY, TRANSPORT_WIDE),
                        EnumSet.allOf(RtcpFeedback.class),
                        Optional.empty()),
                new LocalTransport(
                        42,
                        1,
                        new IceCredentials("serv", "0123456789abcdefghijkl"),
                        DtlsRole.SERVER,
                        Fingerprint.parse(
                                "sha-256 01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF"),
                        candidates,
                        complete));
    }
}
