package io.github.natcast.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "a=group:BUNDLE 0 1",
            "a=fingerprint:sha-256 AA:BB",
            "a=ice-lite",
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
            "c=IN IP4 0.0.0.0",
            "a=rtcp:9 IN IP4 0.0.0.0",
            "a=candidate:1 1 udp 2113937151 192.168.1.10 10111 typ host generation 0 ufrag abcd",
            "a=ice-ufrag:abcd",
            "a=mid:0",
            "a=rtcp-mux",
            "a=rtpmap:96 VP8/90000",
            "a=rtpmap:97 rtx/90000",
            "m=application 50000/2 UDP/DTLS/SCTP webrtc-datachannel",
            "a=mid:1",
            "a=fingerprint:sha-256 CC:DD",
            "");

    @Test
    void readsSectionsAndTheirAttributes() {
        SessionDescription offer = SessionDescription.parse(OFFER);

        assertThat(offer.attribute("group")).contains("BUNDLE 0 1");
        assertThat(offer.attribute("ice-lite")).contains("");
        assertThat(offer.attribute("mid")).isEmpty();
        assertThat(offer.origin().orElseThrow().sessionId()).isEqualTo("4611731400430051336");
        assertThat(offer.mediaSections()).hasSize(2);
        MediaSection video = offer.mediaSections().get(0);
        assertThat(video.kind()).isEqualTo("video");
        assertThat(video.port()).isEqualTo(9);
        assertThat(video.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
        assertThat(video.formats()).containsExactly("96", "97");
        assertThat(video.mid()).contains("0");
        assertThat(video.attributes("rtpmap")).containsExactly("96 VP8/90000", "97 rtx/90000");
        assertThat(video.hasAttribute("rtcp-mux")).isTrue();
        assertThat(video.hasAttribute("rtcp")).isTrue();
        assertThat(video.candidates().get(0).extension("ufrag")).contains("abcd");
        assertThat(video.connectionAddress().orElseThrow().isUnspecified()).isTrue();
        assertThat(offer.mediaSection("1").orElseThrow().mediaLine().portCount())
                .isEqualTo(2);
    }

    @Test
    void fallsBackToTheSessionOnlyWhereASectionHasNoSuchAttribute() {
        SessionDescription offer = SessionDescription.parse(OFFER);

        assertThat(offer.mediaSections().get(0).attributeOrSession("fingerprint"))
                .contains("sha-256 AA:BB");
        assertThat(offer.mediaSections().get(1).attributesOrSession("fingerprint"))
                .containsExactly("sha-256 CC:DD");
    }

    @Test
    void numbersLinesAndKeepsTheirEndings() {
        SessionDescription mixed = SessionDescription.parse("v=0\ns=-\r\nt=0 0\rnot SDP\n\nm=audio");

        assertThat(lines(mixed)).extracting(SdpLine::number).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(lines(mixed)).extracting(SdpLine::ending).containsExactly("\n", "\r\n", "\r", "\n", "\n", "");
        assertThat(mixed.mediaSections().get(0).port()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\r",
                "\r\n",
                "\r\r\n",
                "v",
                "v=",
                "a=",
                "c=",
                "o=",
                "m=",
                "a=candidate:",
                "a=rtcp:",
                "\uFEFFv=0\n",
                "c=IN\nm=x 99999 y\na=rtcp:x\n",
                "m= \n\u0000\n",
                "a=ünïcode:ß\r\n",
                "a:b=c\n=\n==\n"
            })
    void carriesAnyTextThroughUnchanged(String text) {
        SessionDescription description = SessionDescription.parse(text);

        assertThat(description.toString()).isEqualTo(text);
        assertThat(joined(description)).isEqualTo(text);
    }

    @Test
    void carriesEveryCorpusFileThroughUnchanged() {
        assertThat(SdpCorpus.files()).hasSizeGreaterThan(100).allSatisfy(file -> {
            String text = SdpCorpus.read(file);
            assertThat(joined(SessionDescription.parse(text))).isEqualTo(text);
        });
    }

    @Test
    void refusesOnlyATextOverTheLimitAndNamesBoth() {
        String megabyte = "a=x\n".repeat(250_000);

        assertThatThrownBy(() -> SessionDescription.parse(megabyte))
                .isInstanceOf(SdpParseException.class)
                .hasMessageContaining("1000000")
                .hasMessageContaining("262144");
        assertThat(SessionDescription.parse(megabyte, 1_000_000).sessionLines()).hasSize(250_000);
    }

    private static List<SdpLine> lines(SessionDescription description) {
        return Stream.concat(
                        description.sessionLines().stream(),
                        description.mediaSections().stream().flatMap(section -> section.lines().stream()))
                .toList();
    }

    private static String joined(SessionDescription description) {
        return lines(description).stream()
                .map(line -> line.text() + line.ending())
                .collect(Collectors.joining());
    }
}
