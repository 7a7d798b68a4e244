package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OfferRejectionTest {
    private static final String OFFER = BrowserOffers.offer("chromium-video-trickle");

    static Stream<Arguments> offers() {
        return Stream.of(
                arguments("", Code.NOT_SDP, "nothing"),
                arguments("hello", Code.NOT_SDP, "hello"),
                arguments("<html>\n<p>v=0</p>", Code.NOT_SDP, "<html>"),
                arguments("v=1\r\n", Code.NOT_SDP, "v=1"),
                arguments(OFFER.replace("t=0 0", "nonsense here"), Code.NOT_SDP, "nonsense here"),
                arguments(OFFER.replaceAll("m=video .*", "m=video"), Code.NOT_SDP, "m=video"),
                arguments(OFFER.replaceAll("m=video 9", "m=video 99999"), Code.NOT_SDP, "m=video 99999"),
                arguments("v=0\r\n", Code.NO_VIDEO, "no m= line"),
                arguments(OFFER.replace("m=video", "m=audio"), Code.NO_VIDEO, "m=audio 9"),
                arguments(OFFER.replace("a=recvonly", "a=sendonly"), Code.NO_VIDEO, "m=video 9"),
                arguments(OFFER.replace("a=recvonly", "a=inactive"), Code.NO_VIDEO, "m=video 9"),
                arguments(OFFER.replace("m=video 9", "m=video 0"), Code.NO_VIDEO, "m=video 0"),
                arguments(
                        BrowserOffers.offer("chromium-video-then-audio").replaceAll("a=group:BUNDLE.*\r\n", ""),
                        Code.NO_BUNDLE,
                        ""),
                arguments(OFFER.replace("BUNDLE 0", "BUNDLE 7"), Code.NO_BUNDLE, "BUNDLE 7"),
                arguments(OFFER.replace("BUNDLE 0", "BUNDLE"), Code.NO_BUNDLE, "a=group:BUNDLE"),
                arguments(without("a=mid:0"), Code.NO_BUNDLE, "BUNDLE 0"),
                arguments(without("a=rtcp-mux"), Code.NO_RTCP_MUX, "m=video 9"),
                arguments(without("a=ice-ufrag.*"), Code.NO_ICE_CREDENTIALS, "m=video 9"),
                arguments(without("a=ice-pwd.*"), Code.NO_ICE_CREDENTIALS, "m=video 9"),
                arguments(
                        OFFER.replaceAll("a=ice-ufrag:.*", "a=ice-ufrag:a b c"),
                        Code.NO_ICE_CREDENTIALS,
                        "a=ice-ufrag:a b c"),
                arguments(OFFER.replaceAll("a=ice-pwd:.*", "a=ice-pwd:short"), Code.NO_ICE_CREDENTIALS, ""),
                arguments(without("a=fingerprint.*"), Code.NO_FINGERPRINT, "m=video 9"),
                arguments(OFFER.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), Code.NO_DTLS, "m=video 9 RTP/AVP"),
                arguments(OFFER.replace("UDP/TLS/RTP/SAVPF", "RTP/AVPF"), Code.NO_DTLS, "m=video 9 RTP/AVPF"),
                arguments(OFFER.replace("s=-", "s=\0"), Code.NOT_SDP, "character "),
                arguments(
                        OFFER.replaceAll("a=fingerprint:.*", "a=fingerprint:sha-256 XYZ"),
                        Code.NO_FINGERPRINT,
                        "sha-256 XYZ"),
                arguments(
                        OFFER.replaceAll(
                                "a=fingerprint:.*",
                                "a=fingerprint:sha-1" + ":00".repeat(20).replaceFirst(":", " ")),
                        Code.NO_FINGERPRINT,
                        "sha-1 00:00"),
                arguments(OFFER.replace("a=setup:actpass", "a=setup:holdconn"), Code.UNSUPPORTED_SETUP, "holdconn"),
                arguments(OFFER.replace("H264/90000", "H263/90000"), Code.NO_COMMON_CODEC, "m=video 9"),
                arguments(without("a=rtpmap.*"), Code.NO_COMMON_CODEC, "m=video 9"));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void namesTheReasonAndTheOffendingPart(String offer, Code code, String offending) {
        OfferRejectedException rejection = reject(offer);
        assertThat(rejection.code()).isEqualTo(code);
        assertThat(rejection.offending().orElse("")).contains(offending);
        assertThat(rejection).hasMessageMatching("(?s).{20,}\\.");
    }

    @Test
    void refusesAnOfferBeyondTheLimit() {
        OfferRejectedException rejection = reject("v=0\r\n" + "a=x\r\n".repeat(200_000));
        assertThat(rejection.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(rejection).hasMessageContaining("1000005").hasMessageContaining("262144");
    }

    @Test
    void listsWhatWasOfferedAndWhatIsSent() {
        OfferRejectedException rejection = reject(OFFER.replace("H264/90000", "H263/90000"));
        assertThat(rejection)
                .hasMessageContaining("Offered: VP8, VP9 (profile-id=0)")
                .hasMessageContaining("H263 (level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f)")
                .hasMessageContaining("Sent here: H264 (H264: packetization-mode 0 or 1")
                .hasMessageNotContaining("rtx");
    }

    @Test
    void refusesAModeThatCannotBeSent() {
        String offer = OFFER.replace("packetization-mode=1", "packetization-mode=0");
        TestParameters modeOne = TestParameters.local(List.of(), true, List.of(VideoCodec.H264), Set.of(1));
        OfferRejectedException rejection =
                catchThrowableOfType(OfferRejectedException.class, () -> modeOne.answer(offer));
        assertThat(rejection.code()).isEqualTo(Code.NO_COMMON_CODEC);
    }

    private static String without(String line) {
        return OFFER.replaceAll(line + "\r\n", "");
    }

    private static OfferRejectedException reject(String offer) {
        return catchThrowableOfType(
                OfferRejectedException.class, () -> TestParameters.local().answer(offer));
    }
}
