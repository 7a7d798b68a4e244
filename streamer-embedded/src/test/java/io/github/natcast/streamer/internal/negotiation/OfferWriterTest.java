package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.VideoCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OfferWriterTest {
    private static SessionDescription offer(OfferWriter writer) {
        return SessionDescription.parse(writer.write(TestPublications.transport(
                TestPublications.HOST, TestPublications.REFLEXIVE, TestPublications.RELAYED)));
    }

    private static SessionDescription offer() {
        return offer(new OfferWriter(TestPublications.media()));
    }

    /** What engines ask of a publisher; RFC 9725 §4.4.1 and §4.4.2 of all but the formats. */
    @Test
    void offersWhatEnginesAskFor() {
        SessionDescription offer = offer();
        assertThat(offer.attributes("group")).containsExactly("BUNDLE 0 1");
        for (MediaSection section : offer.mediaSections()) {
            assertThat(section.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
            assertThat(section.hasAttribute("sendonly")).isTrue();
            assertThat(section.hasAttribute("rtcp-mux")).isTrue();
            assertThat(section.hasAttribute("rtcp-mux-only")).isTrue();
            assertThat(section.attribute("setup")).contains("actpass");
            assertThat(section.attribute("ice-ufrag")).contains("ours");
            assertThat(section.attribute("ice-pwd")).contains("0123456789abcdefghijkl");
            assertThat(section.attribute("fingerprint")).contains(TestPublications.FINGERPRINT.toString());
        }
        assertThat(offer.mediaSections().get(0).attribute("msid")).contains("stream video");
        assertThat(offer.mediaSections().get(1).attribute("msid")).contains("stream audio");
    }

    @Test
    void offersTheFormatThatAllTakeFirst() {
        MediaSection video = offer().mediaSections().get(0);
        assertThat(video.formats()).containsExactly("96", "97", "98", "99");
        assertThat(video.attributes("rtpmap"))
                .containsExactly("96 H264/90000", "97 rtx/90000", "98 VP8/90000", "99 rtx/90000");
        assertThat(video.attributes("fmtp"))
                .containsExactly(
                        "96 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
                        "97 apt=96",
                        "99 apt=98");
        assertThat(video.attributes("rtcp-fb"))
                .contains("96 nack", "96 nack pli", "96 ccm fir", "96 transport-cc", "96 goog-remb", "98 nack");
        MediaSection audio = offer().mediaSections().get(1);
        assertThat(audio.attributes("rtpmap")).containsExactly("111 opus/48000/2");
        assertThat(audio.attributes("fmtp")).containsExactly("111 minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1");
        assertThat(audio.attributes("rtcp-fb")).containsExactly("111 transport-cc");
    }

    /** RFC 8839 §4.2.1.2, §4.4.1; nothing follows by PATCH. */
    @Test
    void hasAllCandidatesOnceAndTheBestDefault() {
        List<MediaSection> sections = offer().mediaSections();
        assertThat(sections.get(0).attributes("candidate")).hasSize(3);
        assertThat(sections.get(0).hasAttribute("end-of-candidates")).isTrue();
        assertThat(sections.get(1).attributes("candidate")).isEmpty();
        assertThat(sections.get(0).mediaLine().text()).startsWith("m=video 50000 ");
        assertThat(sections.get(1).mediaLine().text()).startsWith("m=audio 50000 ");
    }

    @Test
    void withoutUdpCandidatesTheDefaultIsNone() {
        String offer = new OfferWriter(TestPublications.media())
                .write(TestPublications.transport(
                        "candidate:1 1 tcp 2105458943 192.168.1.10 9 typ host tcptype active"));
        assertThat(offer).contains("m=video 9 ", "c=IN IP4 0.0.0.0\r\n");
    }

    /** RFC 9143 §10: one id space, one meaning; RFC 8285 §4.2: 1 to 14. */
    @Test
    void extensionsHaveOneIdInAllSections() {
        SessionDescription offer = offer();
        Set<String> all = new HashSet<>();
        offer.mediaSections().forEach(section -> all.addAll(section.attributes("extmap")));
        Set<String> ids = new HashSet<>();
        all.forEach(line -> ids.add(line.substring(0, line.indexOf(' '))));
        assertThat(ids).hasSize(all.size());
        assertThat(all).hasSize(2);
        assertThat(offer.mediaSections().get(1).attributes("extmap")).allMatch(line -> line.contains("transport-wide"));
    }

    /** A source's own High is offered before what is encoded for those who do not take it. */
    @Test
    void offersAStreamThatItsSourceHasEncoded() {
        MediaSection video = offer(new OfferWriter(TestPublications.media(Optional.empty(), 0x640028, VideoCodec.H264)))
                .mediaSections()
                .get(0);
        assertThat(video.attributes("fmtp"))
                .contains(
                        "96 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=640028",
                        "98 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f");
    }

    /** RFC 7587 §6.1: what is left out is 0. */
    @ParameterizedTest
    @CsvSource({
        "true, true, true, ;useinbandfec=1;usedtx=1;stereo=1;sprop-stereo=1",
        "true, false, false, ;stereo=1;sprop-stereo=1",
        "false, true, false, ;useinbandfec=1",
        "false, false, true, ;usedtx=1",
        "false, false, false, ''"
    })
    void theAudioIsOfferedAsItIsEncoded(boolean stereo, boolean fec, boolean dtx, String parameters) {
        LocalMedia.Opus opus = new LocalMedia.Opus(7, stereo, fec, dtx);
        MediaSection audio = offer(new OfferWriter(TestPublications.media(Optional.of(opus), 0)))
                .mediaSections()
                .get(1);
        assertThat(audio.attributes("fmtp")).containsExactly("111 minptime=10" + parameters);
        assertThat(audio.attributes("rtpmap")).containsExactly("111 opus/48000/2");
    }

    @Test
    void withoutAudioThereIsOneSection() {
        SessionDescription offer = offer(new OfferWriter(TestPublications.media(Optional.empty(), 0)));
        assertThat(offer.mediaSections()).hasSize(1);
        assertThat(offer.attributes("group")).containsExactly("BUNDLE 0");
    }

    /** RFC 8840 §9, RFC 9725 §4.3.3. */
    @Test
    void theFragmentRestartsWithAllCandidates() throws Exception {
        String text = new OfferWriter(TestPublications.media())
                .fragment(TestPublications.CREDENTIALS, List.of(TestPublications.HOST));
        TrickleFragment fragment = TrickleFragment.parse(text);
        assertThat(fragment.credentials()).contains(TestPublications.CREDENTIALS);
        assertThat(fragment.candidates())
                .containsExactly(new TrickleFragment.Candidate(TestPublications.HOST, Optional.of("0")));
        assertThat(fragment.complete()).isTrue();
    }
}
