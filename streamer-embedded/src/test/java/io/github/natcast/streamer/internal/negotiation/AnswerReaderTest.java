package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerReaderTest {
    private static final String ANSWER = TestPublications.answer(TestPublications.offer(), "active");

    private static SendPlan read(String answer) throws AnswerRejectedException {
        return new AnswerReader(TestPublications.media()).read(answer);
    }

    @Test
    void readsWhatIsSent() throws Exception {
        SendPlan plan = read(ANSWER);
        assertThat(plan.video())
                .isEqualTo(new SendPlan.Video(
                        Optional.of("0"),
                        VideoCodec.H264,
                        96,
                        "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
                        OptionalInt.of(1),
                        Optional.of(H264Profile.CONSTRAINED_BASELINE),
                        66,
                        0x11111111L,
                        Optional.of(new SendPlan.Rtx(97, 0x22222222L)),
                        "natcast",
                        Map.of(
                                TestParameters.TRANSPORT_WIDE, 1,
                                TestParameters.PLAYOUT_DELAY, 2),
                        Set.of(
                                RtcpFeedback.NACK,
                                RtcpFeedback.PICTURE_LOSS_INDICATION,
                                RtcpFeedback.FULL_INTRA_REQUEST,
                                RtcpFeedback.TRANSPORT_WIDE)));
        SendPlan.Audio audio = plan.audio().orElseThrow();
        assertThat(audio.payloadType()).isEqualTo(111);
        assertThat(audio.ssrc()).isEqualTo(0x33333333L);
        assertThat(audio.feedback()).containsExactly(RtcpFeedback.TRANSPORT_WIDE);
    }

    /** RFC 8842 §5.3: the answerer chooses; SRS is passive. RFC 4145 §4: without the line it is active. */
    @ParameterizedTest
    @CsvSource({"a=setup:active, SERVER", "a=setup:passive, CLIENT", "a=x, SERVER"})
    void takesTheRoleThatIsLeft(String setup, DtlsRole role) throws Exception {
        assertThat(read(ANSWER.replace("a=setup:active", setup))
                        .transport()
                        .setup()
                        .localRole())
                .isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actpass", "holdconn"})
    void refusesAnAnswerThatChoosesNoRole(String setup) {
        assertThatThrownBy(() -> read(ANSWER.replace("a=setup:active", "a=setup:" + setup)))
                .isInstanceOf(AnswerRejectedException.class)
                .hasMessageContaining("setup");
    }

    @Test
    void readsTheTransport() throws Exception {
        RemoteTransport transport = read(ANSWER).transport();
        assertThat(transport.iceCredentials().usernameFragment()).isEqualTo("theirs");
        assertThat(transport.candidates()).containsExactly("candidate:1 1 udp 2130706431 203.0.113.77 8189 typ host");
        assertThat(transport.fingerprints()).containsExactly(TestPublications.FINGERPRINT);
        assertThat(transport.lite()).isFalse();
        assertThat(read(ANSWER.replace("t=0 0\r\n", "t=0 0\r\na=ice-lite\r\n"))
                        .transport()
                        .lite())
                .isTrue();
    }

    /** RFC 3264 §6.1: the answerer's payload types are the ones to send, in its order. */
    @Test
    void sendsUnderTheAnswersPayloadTypes() throws Exception {
        String answer = ANSWER.replace("SAVPF 96 97", "SAVPF 102 103")
                .replaceAll("(a=(?:rtpmap|fmtp|rtcp-fb):)96 ", "$1102 ")
                .replaceAll("(a=(?:rtpmap|fmtp):)97 ", "$1103 ")
                .replace("apt=96", "apt=102");
        SendPlan.Video video = read(answer).video();
        assertThat(video.payloadType()).isEqualTo(102);
        assertThat(video.rtx()).contains(new SendPlan.Rtx(103, 0x22222222L));
    }

    @Test
    void sendsVp8WhereH264IsNotTaken() throws Exception {
        String answer =
                ANSWER.replace("SAVPF 96 97", "SAVPF 98").replace("a=rtpmap:96 H264/90000", "a=rtpmap:98 VP8/90000");
        SendPlan.Video video = read(answer).video();
        assertThat(video.codec()).isEqualTo(VideoCodec.VP8);
        assertThat(video.rtx()).isEmpty();
        assertThat(video.h264Profile()).isEmpty();
        assertThat(video.packetizationMode()).isEmpty();
    }

    /** SRS answers without a=fmtp of its own; under our payload type the name says enough. */
    @Test
    void needsNoParametersUnderTheOfferedPayloadType() throws Exception {
        assertThat(read(ANSWER.replaceAll("a=fmtp:96 .*\r\n", "")).video().codec())
                .isEqualTo(VideoCodec.H264);
    }

    @Test
    void withoutTransportWideFeedbackThereIsRemb() throws Exception {
        SendPlan plan = read(ANSWER.replaceAll("a=rtcp-fb:\\d+ transport-cc\r\n", ""));
        assertThat(plan.video().feedback())
                .contains(RtcpFeedback.ESTIMATED_MAXIMUM_BITRATE)
                .doesNotContain(RtcpFeedback.TRANSPORT_WIDE);
        assertThat(plan.video().headerExtensions()).doesNotContainKey(TestParameters.TRANSPORT_WIDE);
        assertThat(plan.audio().orElseThrow().headerExtensions()).doesNotContainKey(TestParameters.TRANSPORT_WIDE);
    }

    /** RFC 8285 §6. */
    @Test
    void anExtensionWithAnotherIdIsNotAgreed() throws Exception {
        assertThat(read(ANSWER.replaceAll("a=extmap:2 ", "a=extmap:9 ")).video().headerExtensions())
                .doesNotContainKey(TestParameters.PLAYOUT_DELAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m=audio 0 ", "a=inactive"})
    void audioThatIsNotTakenIsNotSent(String change) throws Exception {
        int audio = ANSWER.indexOf("m=audio 9 ");
        String rejected = change.startsWith("m=")
                ? ANSWER.replace("m=audio 9 ", change).replace("BUNDLE 0 1", "BUNDLE 0")
                : ANSWER.substring(0, audio) + ANSWER.substring(audio).replace("a=recvonly", change);
        assertThat(read(rejected).audio()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "m=video 9 , m=video 0 , takes no video",
        "a=recvonly, a=inactive, takes no video",
        "a=recvonly, a=sendonly, takes no video",
        "a=group:BUNDLE 0 1, a=x, BUNDLE",
        "a=ice-ufrag:theirs, a=x, ice-ufrag",
        "a=ice-pwd:theirtheirtheirtheirtheir, a=ice-pwd:short, ice-pwd",
        "a=fingerprint:sha-256, a=fingerprint:sha-1, sha-1",
        "a=mid:0, a=mid:video, mid video",
        "H264/90000, H263/90000, H263",
        "v=0, <html>, not SDP",
    })
    void refusesWhatCannotBeSentTo(String good, String bad, String message) {
        assertThatThrownBy(() -> read(ANSWER.replaceFirst(good, bad)
                        .replaceAll(
                                "(?s)(a=ice-ufrag:theirs.*)a=ice-ufrag:theirs", bad.equals("a=x") ? "$1a=y" : "$0")))
                .isInstanceOf(AnswerRejectedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAnAnswerWithOtherSections() {
        assertThatThrownBy(() -> read(ANSWER.substring(0, ANSWER.indexOf("m=audio"))))
                .isInstanceOf(AnswerRejectedException.class)
                .hasMessage("The answer has 1 media sections, and the offer has 2 (RFC 3264 §6).");
    }

    @Test
    void readsTheLayersThatAreTaken() throws Exception {
        List<SimulcastLayer> layers = TestPublications.layers();
        String answer = answerToLayers();
        assertThat(layers(answer)).isEqualTo(layers);
        // RFC 8853 §5.3.2: fewer, another order, one that begins paused, an alternative, one that is not described.
        assertThat(layers(answer.replace("recv f;h;q", "recv q;h"))).isEqualTo(layers.subList(1, 3));
        assertThat(layers(answer.replace("recv f;h;q", "recv q;f;h"))).isEqualTo(layers);
        assertThat(layers(answer.replace("recv f;h;q", "recv f,h;~q"))).isEqualTo(layers.subList(0, 2));
        assertThat(layers(answer.replace("recv f;h;q", "send x recv h"))).isEqualTo(layers.subList(1, 2));
        assertThat(layers(answer.replace("recv f;h;q", "recv a;b"))).isEmpty();
        assertThat(layers(answer.replace("a=rid:f recv\r\n", ""))).isEqualTo(layers.subList(1, 3));
    }

    /** Then one stream is sent, with the SSRC that the offer has for it. */
    @Test
    void anEngineMayTakeNoLayers() throws Exception {
        String none = answerToLayers().replaceAll("a=simulcast:.*\r\n|a=rid:.*\r\n", "");
        assertThat(layers(none)).isEmpty();
        assertThat(new AnswerReader(TestPublications.media(), TestPublications.layers())
                        .read(none)
                        .video()
                        .ssrc())
                .isEqualTo(0x11111111L);
    }

    /** Without the extension nothing tells the streams apart. */
    @Test
    void withoutItsExtensionThereIsNoSimulcast() throws Exception {
        assertThat(layers(answerToLayers()
                        .replaceAll("a=extmap:\\d+ urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n", "")))
                .isEmpty();
    }

    private static String answerToLayers() {
        return TestPublications.answer(
                new OfferWriter(TestPublications.media(), TestPublications.layers())
                        .write(TestPublications.transport()),
                "passive");
    }

    private static List<SimulcastLayer> layers(String answer) throws AnswerRejectedException {
        return new AnswerReader(TestPublications.media(), TestPublications.layers())
                .read(answer)
                .layers();
    }

    /** A stream that its source has encoded is sent as it is where its profile is taken, else encoded. */
    @Test
    void sendsTheSourcesProfileWhereItIsTaken() throws Exception {
        LocalMedia media = TestPublications.media(Optional.empty(), 0x640028, VideoCodec.H264);
        AnswerReader reader = new AnswerReader(media);
        String offer = new OfferWriter(media).write(TestPublications.transport());
        assertThat(reader.read(TestPublications.answer(offer, "active")).video().h264Decoder())
                .isEqualTo(100);
        String second = TestPublications.answer(offer.replace("SAVPF 96 97 98 99", "SAVPF 98 99"), "active");
        assertThat(reader.read(second).video().h264Decoder()).isEqualTo(66);
    }
}
