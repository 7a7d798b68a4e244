package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a viewer reports what its path carries: transport-wide feedback, or else its own estimate (REMB). */
class CongestionFeedbackTest {
    private static final String NAME = "chromium-audio-first-max-bundle";
    private static final String OFFER = BrowserOffers.offer(NAME);
    private static final String VIDEO = OFFER.substring(OFFER.indexOf("m=video"));
    private static final String EXTENSION = "a=extmap:3 " + TestParameters.TRANSPORT_WIDE + "\r\n";

    @ParameterizedTest
    @CsvSource({
        "chromium-video-then-audio,  true,  true",
        "firefox-video-then-audio,   true,  true",
        "firefox-audio-and-video,    true,  false",
        "safari-video-then-audio,    true,  false",
        "werift-video-then-audio,    true,  true",
        "aiortc-video-then-audio,    false, false",
    })
    void agreesOnItForEachSectionThatOffersBothHalves(String name, boolean video, boolean audio) throws Exception {
        SendPlan plan = TestParameters.sending(VideoCodec.values())
                .withAudio(TestParameters.withAudio().media().audio().orElseThrow())
                .answer(BrowserOffers.offer(name))
                .plan();
        assertThat(isTransportWide(plan.video())).isEqualTo(video);
        assertThat(plan.audio().orElseThrow().headerExtensions().containsKey(TestParameters.TRANSPORT_WIDE))
                .isEqualTo(audio);
    }

    @Test
    void fallsBackToRembWithoutTheExtension() throws Exception {
        assertFallsBack(OFFER.replace(VIDEO, VIDEO.replace(EXTENSION, "")));
    }

    @Test
    void fallsBackToRembWithoutTheFeedback() throws Exception {
        assertFallsBack(OFFER.replace(VIDEO, VIDEO.replaceAll("a=rtcp-fb:\\d+ transport-cc\r\n", "")));
    }

    @Test
    void fallsBackToRembWhereTheExtensionIsNotReceived() throws Exception {
        String sent = EXTENSION.replace("3 ", "3/sendonly ");
        assertFallsBack(OFFER.replace(VIDEO, VIDEO.replace(EXTENSION, sent)));
    }

    /** RFC 9143 §10: a receiver of bundled media could not tell what the id stands for. */
    @Test
    void fallsBackToRembWhereTheIdStandsForTwoExtensions() throws Exception {
        int audio = OFFER.indexOf(EXTENSION);
        assertFallsBack(OFFER.substring(0, audio) + "a=extmap:3 urn:example:other\r\n"
                + OFFER.substring(audio + EXTENSION.length()));
    }

    @Test
    void acceptsFeedbackForAllFormats() throws Exception {
        String offer = OFFER.replaceAll("a=rtcp-fb:\\d+ transport-cc\r\n", "")
                .replace("a=rtcp-mux\r\n", "a=rtcp-mux\r\na=rtcp-fb:* transport-cc\r\n");
        assertThat(answer(offer).sdp()).contains("a=rtcp-fb:108 transport-cc\r\n", "a=rtcp-fb:111 transport-cc\r\n");
    }

    /** Without it for video, feedback about audio alone would judge the path by the smallest part of what is sent. */
    private static void assertFallsBack(String offer) throws Exception {
        TestParameters.Answer answer = answer(offer);
        assertThat(answer.plan().video().feedback())
                .contains(RtcpFeedback.ESTIMATED_MAXIMUM_BITRATE)
                .doesNotContain(RtcpFeedback.TRANSPORT_WIDE);
        assertThat(answer.sdp())
                .contains("a=rtcp-fb:108 goog-remb\r\n")
                .doesNotContain("transport-cc", TestParameters.TRANSPORT_WIDE);
        assertThat(answer.plan().audio()).isPresent();
    }

    private static boolean isTransportWide(SendPlan.Video video) {
        assertThat(video.headerExtensions().containsKey(TestParameters.TRANSPORT_WIDE))
                .isEqualTo(video.feedback().contains(RtcpFeedback.TRANSPORT_WIDE))
                .isNotEqualTo(video.feedback().contains(RtcpFeedback.ESTIMATED_MAXIMUM_BITRATE));
        return video.feedback().contains(RtcpFeedback.TRANSPORT_WIDE);
    }

    private static TestParameters.Answer answer(String offer) throws Exception {
        return TestParameters.withAudio().answer(offer);
    }
}
