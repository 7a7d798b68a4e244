package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RTX (RFC 4588) in offers and answers. */
class RetransmissionTest {
    private static final String OFFER = "chromium-video-trickle";

    @ParameterizedTest
    @CsvSource({
        "chromium-video-trickle,     H264, 109",
        "chromium-video-trickle,     VP8,  97",
        "chromium-video-trickle,     AV1,  46",
        "firefox-audio-and-video,    H264, 127",
        "firefox-video-then-audio,   AV1,  100",
        "safari-video-then-audio,    H265, 101",
        "aiortc-video-then-audio,    VP8,  98",
        "gstreamer-video,            H264, 97",
        "werift-video-then-audio,    H264, 97",
    })
    void resendsInTheFormatThatBelongsToTheChosenOne(String name, VideoCodec codec, int payloadType) throws Exception {
        TestParameters.Answer answer = TestParameters.sending(codec).answer(BrowserOffers.offer(name));
        SendPlan.Video video = answer.plan().video();
        assertThat(video.rtx()).contains(new SendPlan.Rtx(payloadType, 0x76543210L));
        assertThat(answer.sdp())
                .contains(" " + video.payloadType() + " " + payloadType + "\r\n")
                .contains("a=rtpmap:" + payloadType + " rtx/90000\r\na=fmtp:" + payloadType + " apt="
                        + video.payloadType() + "\r\n")
                .contains("a=ssrc-group:FID 2309737967 1985229328\r\n")
                .contains("a=ssrc:1985229328 cname:natcast\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=fmtp:109 apt=108    | a=fmtp:109 apt=102",
                "a=fmtp:109 apt=108    | a=fmtp:109 apt=109",
                "a=fmtp:109 apt=108    | a=fmtp:109 apt=",
                "a=fmtp:109 apt=108    | a=x-nothing",
                "a=rtpmap:109 rtx/90000| a=rtpmap:109 rtx/48000",
                "a=rtpmap:109 rtx/90000| a=rtpmap:109 red/90000",
                "a=rtpmap:109 rtx/90000| a=x-nothing",
            })
    void resendsAsBeforeWhereNothingBelongsToTheChosenFormat(String offered, String instead) throws Exception {
        TestParameters.Answer answer =
                TestParameters.local().answer(BrowserOffers.offer(OFFER).replace(offered, instead));
        assertThat(answer.plan().video().payloadType()).isEqualTo(108);
        assertThat(answer.plan().video().rtx()).isEqualTo(Optional.empty());
        assertThat(answer.sdp()).doesNotContain("rtx", "FID", "1985229328").contains("a=rtcp-fb:108 nack\r\n");
    }

    /** GStreamer and others say for how long they would keep packets, which is not for this side to repeat. */
    @Test
    void readsAptBesideOtherParameters() throws Exception {
        String offer = BrowserOffers.offer(OFFER).replace("a=fmtp:109 apt=108", "a=fmtp:109 rtx-time=3000; apt=108");
        TestParameters.Answer answer = TestParameters.local().answer(offer);
        assertThat(answer.sdp()).contains("a=fmtp:109 apt=108\r\n").doesNotContain("rtx-time");
    }
}
