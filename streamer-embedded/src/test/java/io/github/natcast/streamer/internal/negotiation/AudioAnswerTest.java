package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioAnswerTest {
    private static final String AUDIO_FIRST = "chromium-audio-first-max-bundle";

    @ParameterizedTest
    @ValueSource(
            strings = {
                AUDIO_FIRST,
                "chromium-video-then-audio",
                "firefox-audio-and-video",
                "safari-video-then-audio",
                "aiortc-video-then-audio",
                "werift-video-then-audio"
            })
    void answersBrowsersAsTheGoldenFilesSay(String name) throws Exception {
        TestParameters.Answer answer = TestParameters.withAudio().answer(BrowserOffers.offer(name));
        assertThat(answer.sdp()).isEqualTo(BrowserOffers.answerWithAudio(name));
    }

    @ParameterizedTest
    @CsvSource({
        AUDIO_FIRST + ",              0, 111",
        "chromium-video-then-audio,   1, 111",
        "firefox-audio-and-video,     0, 109",
        "safari-video-then-audio,     1, 111",
        "aiortc-video-then-audio,     1, 96",
        "werift-video-then-audio,     1, 111",
    })
    void plansOpus(String name, String mid, int payloadType) throws Exception {
        SendPlan plan = answer(BrowserOffers.offer(name)).plan();
        SendPlan.Audio audio = plan.audio().orElseThrow();
        assertThat(audio.mid()).contains(mid);
        assertThat(audio.payloadType()).isEqualTo(payloadType);
        assertThat(audio.ssrc()).isEqualTo(0x12345678L);
        assertThat(audio.cname()).isEqualTo(plan.video().cname());
    }

    @Test
    void agreesOnExtensionsAndFeedbackOfTheAudioSection() throws Exception {
        SendPlan.Audio audio =
                answer(BrowserOffers.offer(AUDIO_FIRST)).plan().audio().orElseThrow();
        assertThat(audio.headerExtensions()).isEqualTo(Map.of(TestParameters.TRANSPORT_WIDE, 3));
        assertThat(audio.feedback()).isEqualTo(Set.of(RtcpFeedback.TRANSPORT_WIDE));
    }

    @ParameterizedTest
    @CsvSource({
        "minptime=10;useinbandfec=1,                minptime=10;useinbandfec=1;sprop-stereo=1",
        "minptime=10;useinbandfec=1;stereo=1,       minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1",
        "usedtx=1;useinbandfec=0,                   usedtx=1;sprop-stereo=1",
        "maxplaybackrate=48000,                     sprop-stereo=1",
    })
    void saysWhatBothSidesWant(String offered, String answered) throws Exception {
        String offer = BrowserOffers.offer(AUDIO_FIRST).replace("minptime=10;useinbandfec=1", offered);
        assertThat(answer(offer).sdp()).contains("a=fmtp:111 " + answered + "\r\n");
    }

    @Test
    void saysNothingOfWhatIsNotSent() throws Exception {
        TestParameters plain = TestParameters.local().withAudio(new LocalMedia.Opus(7, false, false, false));
        String offer = BrowserOffers.offer(AUDIO_FIRST)
                .replace("minptime=10;useinbandfec=1", "useinbandfec=1;usedtx=1;stereo=1");
        String sdp = plain.answer(offer).sdp();
        assertThat(sdp).contains("a=rtpmap:111 opus/48000/2").doesNotContain("a=fmtp:111");
    }

    @Test
    void declinesAudioThatTheViewerOnlySends() throws Exception {
        String offer = BrowserOffers.offer("chromium-video-then-audio");
        int audio = offer.indexOf("m=audio");
        String sending = offer.substring(0, audio) + offer.substring(audio).replace("a=recvonly", "a=sendonly");
        TestParameters.Answer answer = answer(sending);
        assertThat(answer.plan().audio()).isEmpty();
        assertThat(section(answer, 1).port()).isZero();
    }

    @Test
    void declinesAudioWithoutOpus() throws Exception {
        String offer = BrowserOffers.offer(AUDIO_FIRST).replace("opus/48000/2", "opus/48000/1");
        TestParameters.Answer answer = answer(offer);
        assertThat(answer.plan().audio()).isEmpty();
        assertThat(section(answer, 0).hasAttribute("inactive")).isTrue();
    }

    @Test
    void declinesAudioOutsideOfTheBundle() throws Exception {
        String offer =
                BrowserOffers.offer("chromium-video-then-audio").replace("a=group:BUNDLE 0 1", "a=group:BUNDLE 0");
        TestParameters.Answer answer = answer(offer);
        assertThat(answer.plan().audio()).isEmpty();
        assertThat(section(answer, 1).port()).isZero();
    }

    private static TestParameters.Answer answer(String offer) throws Exception {
        return TestParameters.withAudio().answer(offer);
    }

    private static MediaSection section(TestParameters.Answer answer, int index) {
        return SessionDescription.parse(answer.sdp()).mediaSections().get(index);
    }
}
