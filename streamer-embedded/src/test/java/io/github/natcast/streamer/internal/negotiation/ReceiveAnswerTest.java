package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The offer to receive, and what servers answer to it. */
final class ReceiveAnswerTest {
    private static final List<VideoCodec> CODECS = List.of(VideoCodec.H264, VideoCodec.VP8);
    private static final String FINGERPRINT = "sha-256 " + "AB:".repeat(31) + "CD";
    private static final OfferTransport TRANSPORT = new OfferTransport(
            7,
            1,
            new IceCredentials("user", "passwordpasswordpassword"),
            Fingerprint.parse(FINGERPRINT),
            List.of("candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host"));

    private static String answer() {
        return String.join(
                        "\r\n",
                        "v=0",
                        "o=- 1 1 IN IP4 0.0.0.0",
                        "s=-",
                        "t=0 0",
                        "a=group:BUNDLE 0 1",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
                        "a=mid:0",
                        "a=ice-ufrag:serv",
                        "a=ice-pwd:serverserverserverserver",
                        "a=fingerprint:" + FINGERPRINT,
                        "a=setup:active",
                        "a=sendonly",
                        "a=rtcp-mux",
                        "a=rtcp-rsize",
                        "a=extmap:1 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                        "a=candidate:1 1 udp 2130706431 192.0.2.9 20000 typ host",
                        "a=rtpmap:96 H264/90000",
                        "a=fmtp:96 packetization-mode=1;profile-level-id=42e01f",
                        "a=rtcp-fb:96 nack",
                        "a=rtcp-fb:96 nack pli",
                        "a=rtpmap:97 rtx/90000",
                        "a=fmtp:97 apt=96",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "a=mid:1",
                        "a=sendonly",
                        "a=rtcp-mux",
                        "a=rtpmap:111 opus/48000/2")
                + "\r\n";
    }

    @Test
    void anOfferHasAllThatAServerNeedsToAnswerOnce() {
        String offer = ReceiveOffer.write(CODECS, TRANSPORT);
        SessionDescription read = SessionDescription.parse(offer);

        assertThat(read.mediaSections()).hasSize(2).allSatisfy(section -> {
            assertThat(section.hasAttribute("recvonly")).isTrue();
            assertThat(section.hasAttribute("rtcp-mux")).isTrue();
            assertThat(section.attributes("setup")).containsExactly("actpass");
        });
        assertThat(read.mediaSections().get(0).candidates()).hasSize(1);
        assertThat(read.mediaSections().get(0).formats()).hasSize(8); // three profiles, VP8, and RTX of each
        assertThat(offer).contains("a=end-of-candidates").contains("profile-level-id=42e034");
    }

    @Test
    void anAnswerSaysWhatComes() throws Exception {
        AgreedMedia agreed = ReceiveAnswer.read(CODECS, answer());

        assertThat(agreed.formats())
                .containsExactly(
                        new AgreedMedia.Format(
                                96,
                                OptionalInt.of(97),
                                Optional.of(VideoCodec.H264),
                                Set.of(RtcpFeedback.NACK, RtcpFeedback.PICTURE_LOSS_INDICATION)),
                        new AgreedMedia.Format(111, OptionalInt.empty(), Optional.empty(), Set.of()));
        assertThat(agreed.extensions()).isEqualTo(Map.of(HeaderExtensions.TRANSPORT_WIDE, 1));
        assertThat(agreed.reducedSize()).isTrue();
        assertThat(agreed.transport().setup().localRole()).isEqualTo(DtlsRole.SERVER);
        assertThat(agreed.transport().candidates()).hasSize(1);
    }

    /** MediaMTX has a silent track of PCMU where a stream has no sound, and refuses who offers none. */
    @Test
    void soundThatIsNotPlayedIsOfferedAndLeftAlone() throws Exception {
        assertThat(SessionDescription.parse(ReceiveOffer.write(CODECS, TRANSPORT))
                        .mediaSections()
                        .get(1)
                        .formats())
                .containsExactly("111", "0");
        String answer =
                answer().replace("SAVPF 111", "SAVPF 0").replace("a=rtpmap:111 opus/48000/2", "a=rtpmap:0 PCMU/8000");

        assertThat(ReceiveAnswer.read(CODECS, answer).formats())
                .hasSize(1)
                .allMatch(format -> format.codec().isPresent());
    }

    /** What engines write otherwise. */
    @Test
    void soundMayBeRefusedTheRoleTurnedAndFeedbackLeftOut() throws Exception {
        String answer = answer().replace("m=audio 9", "m=audio 0")
                .replace("a=setup:active", "a=setup:passive")
                .replace("a=rtcp-fb:96 nack\r\n", "")
                .replace("a=fmtp:97 apt=96", "a=fmtp:97 apt=98")
                .replace("a=extmap:1 ", "a=extmap:5 ");
        AgreedMedia agreed = ReceiveAnswer.read(CODECS, answer);

        assertThat(agreed.formats())
                .containsExactly(new AgreedMedia.Format(
                        96,
                        OptionalInt.empty(),
                        Optional.of(VideoCodec.H264),
                        Set.of(RtcpFeedback.PICTURE_LOSS_INDICATION)));
        assertThat(agreed.transport().setup().localRole()).isEqualTo(DtlsRole.CLIENT);
        assertThat(agreed.extensions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'m=video 9 UDP/TLS/RTP/SAVPF 96 97', 'm=video 0 UDP/TLS/RTP/SAVPF 96 97', sends no pictures",
        "'a=sendonly', 'a=inactive', sends no pictures",
        "'a=sendonly', 'a=recvonly', sends no pictures",
        "'a=setup:active', 'a=setup:actpass', must choose",
        "'96 H264/90000', '96 VP9/90000', no format of the offer",
        "'m=audio', 'm=video', section 1 is video",
        "'a=mid:0', 'a=mid:x', section 0 is video with mid x",
        "'a=ice-pwd:serverserverserverserver', 'a=x:y', no a=ice-pwd",
        "'a=fingerprint', 'a=print', no a=fingerprint",
    })
    void anAnswerThatCannotBeUsedSaysWhy(String part, String other, String why) {
        assertThatThrownBy(() -> ReceiveAnswer.read(CODECS, answer().replaceFirst(part, other)))
                .isInstanceOf(AnswerRejectedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFragmentIsReadAsOne() throws Exception {
        String fragment = ReceiveOffer.fragment(TRANSPORT.iceCredentials(), TRANSPORT.candidates());

        TrickleFragment read = TrickleFragment.parse(fragment);

        assertThat(read.credentials()).hasValue(TRANSPORT.iceCredentials());
        assertThat(read.candidates()).hasSize(1);
        assertThat(read.complete()).isTrue();
    }
}
