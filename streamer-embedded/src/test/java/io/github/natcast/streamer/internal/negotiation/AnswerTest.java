package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chromium-video-trickle",
                "chromium-video-gathered",
                "chromium-audio-first-max-bundle",
                "chromium-video-then-audio",
                "chromium-video-then-data",
                "firefox-audio-and-video",
                "safari-video-then-audio",
                "gstreamer-video"
            })
    void answersBrowsersAsTheGoldenFilesSay(String name) throws Exception {
        TestParameters.Answer answer = TestParameters.local().answer(BrowserOffers.offer(name));
        assertThat(answer.sdp()).isEqualTo(BrowserOffers.answer(name));
    }

    /** Firefox as installed: its OpenH264 plugin is downloaded after the first start, on some systems never. */
    @ParameterizedTest
    @ValueSource(strings = {"firefox-video-then-audio", "firefox-gathered-balanced"})
    void answersAFirefoxWithoutH264InVp8(String name) throws Exception {
        TestParameters local = TestParameters.sending(VideoCodec.H264, VideoCodec.VP8, VideoCodec.AV1)
                .withAudio(TestParameters.withAudio().media().audio().orElseThrow());
        TestParameters.Answer answer = local.answer(BrowserOffers.offer(name));
        assertThat(answer.plan().video().codec()).isEqualTo(VideoCodec.VP8);
        assertThat(answer.sdp()).isEqualTo(BrowserOffers.answerWithAudio(name));
    }

    @ParameterizedTest
    @CsvSource({
        "chromium-video-trickle,       H264, 108, 1",
        "chromium-video-trickle,       VP8,  96,  ",
        "chromium-video-trickle,       AV1,  45,  ",
        "firefox-audio-and-video,      H264, 126, 1",
        "firefox-audio-and-video,      VP8,  120, ",
        "firefox-video-then-audio,     AV1,  99,  ",
        "safari-video-then-audio,      H264, 98,  1",
        "safari-video-then-audio,      H265, 100, ",
    })
    void choosesThePayloadType(String name, VideoCodec codec, int payloadType, Integer mode) throws Exception {
        SendPlan.Video plan = TestParameters.sending(codec)
                .answer(BrowserOffers.offer(name))
                .plan()
                .video();

        assertThat(plan.codec()).isEqualTo(codec);
        assertThat(plan.payloadType()).isEqualTo(payloadType);
        assertThat(plan.packetizationMode()).isEqualTo(mode == null ? OptionalInt.empty() : OptionalInt.of(mode));
    }

    @Test
    void followsThePreferenceOfCodecs() throws Exception {
        Offer offer = Offer.parse(BrowserOffers.offer("chromium-video-trickle"));
        assertThat(codec(offer, VideoCodec.H265, VideoCodec.AV1, VideoCodec.H264))
                .isEqualTo(VideoCodec.AV1);
        assertThat(codec(offer, VideoCodec.VP8, VideoCodec.AV1)).isEqualTo(VideoCodec.VP8);
    }

    @Test
    void plansWhatWasAgreed() throws Exception {
        SendPlan plan = TestParameters.local()
                .answer(BrowserOffers.offer("chromium-audio-first-max-bundle"))
                .plan();

        assertThat(plan.video().mid()).contains("1");
        assertThat(plan.video().ssrc()).isEqualTo(0x89ABCDEFL);
        assertThat(plan.video().formatParameters()).contains("profile-level-id=42e01f");
        assertThat(plan.video().headerExtensions())
                .isEqualTo(Map.of(TestParameters.PLAYOUT_DELAY, 5, TestParameters.TRANSPORT_WIDE, 3));
        assertThat(plan.video().feedback())
                .containsExactlyInAnyOrder(
                        RtcpFeedback.NACK,
                        RtcpFeedback.PICTURE_LOSS_INDICATION,
                        RtcpFeedback.FULL_INTRA_REQUEST,
                        RtcpFeedback.TRANSPORT_WIDE);
        assertThat(plan.transport().mid()).contains("0");
        assertThat(plan.transport().mediaIndex()).isZero();
        assertThat(plan.transport().fingerprints()).hasSize(1);
        assertThat(plan.transport().iceCredentials().password()).hasSize(24);
    }

    @Test
    void handsOnTheCandidatesOfTheOffer() throws Exception {
        RemoteTransport transport = TestParameters.local()
                .answer(BrowserOffers.offer("chromium-video-gathered"))
                .plan()
                .transport();
        assertThat(transport.candidates())
                .hasSize(2)
                .allSatisfy(candidate ->
                        assertThat(candidate).startsWith("candidate:").contains(".local "));
    }

    @Test
    void namesNoDestinationWhileThereIsNoCandidate() throws Exception {
        TestParameters trickling = TestParameters.local(List.of(), false, List.of(VideoCodec.H264), Set.of(1));
        String sdp =
                trickling.answer(BrowserOffers.offer("chromium-video-trickle")).sdp();

        assertThat(sdp).contains("m=video 9 ", "c=IN IP4 0.0.0.0\r\n").doesNotContain("candidate");
    }

    @Test
    void namesAnIpv6Destination() throws Exception {
        TestParameters local =
                TestParameters.local(List.of(TestParameters.HOST_6), true, List.of(VideoCodec.H264), Set.of(1));
        String sdp = local.answer(BrowserOffers.offer("chromium-video-trickle")).sdp();
        assertThat(sdp).contains("m=video 10111 ", "c=IN IP6 2001:db8::10\r\n");
    }

    @Test
    void acceptsATaggedDataChannelRatherThanRejectIt() throws Exception {
        String offer =
                BrowserOffers.offer("chromium-video-then-data").replace("a=group:BUNDLE 0 1", "a=group:BUNDLE 1 0");
        TestParameters.Answer answer = TestParameters.local().answer(offer);
        SessionDescription sdp = SessionDescription.parse(answer.sdp());
        MediaSection data = sdp.mediaSections().get(1);

        assertThat(sdp.attribute("group")).contains("BUNDLE 1 0");
        assertThat(data.port()).isEqualTo(10111);
        assertThat(data.candidates()).hasSize(2);
        assertThat(data.attribute("sctp-port")).contains("5000");
        assertThat(answer.plan().transport().mediaIndex()).isEqualTo(1);
    }

    @Test
    void answersABundleOnlySection() throws Exception {
        String offer = BrowserOffers.offer("firefox-audio-and-video")
                .replace("m=video 9 ", "m=video 0 ")
                .replace("a=mid:1", "a=bundle-only\r\na=mid:1");
        SessionDescription answer =
                SessionDescription.parse(TestParameters.local().answer(offer).sdp());
        assertThat(answer.mediaSections().get(1).port()).isEqualTo(10111);
    }

    @Test
    void sendsTheFirstVideoOfSeveralThatCanBeSent() throws Exception {
        String video = BrowserOffers.offer("chromium-video-trickle");
        String section = video.substring(video.indexOf("m=video"));
        String offer = video.replace("a=group:BUNDLE 0", "a=group:BUNDLE 0 1").replace("H264/90000", "H263/90000")
                + section.replace("a=mid:0", "a=mid:1");
        SessionDescription answer =
                SessionDescription.parse(TestParameters.local().answer(offer).sdp());

        assertThat(answer.mediaSections().get(0).hasAttribute("inactive")).isTrue();
        assertThat(answer.mediaSections().get(0).port()).isEqualTo(10111);
        assertThat(answer.mediaSections().get(1).hasAttribute("sendonly")).isTrue();
    }

    private static VideoCodec codec(Offer offer, VideoCodec... preference) throws Exception {
        return TestParameters.sending(preference).answer(offer).plan().video().codec();
    }
}
