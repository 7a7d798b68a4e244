package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sdp.parser.SDPAnnounceParser;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpCorpus;
import io.github.natcast.sdp.SessionDescription;
import java.nio.file.Path;
import java.util.List;
import javax.sdp.Connection;
import javax.sdp.MediaDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** jain-sip-ri reads what the rewriter wrote as the rewriter meant it, for the golden cases that it can read at all. */
class SecondOpinionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "append-beside-a-turn-server",
                "chromium-offer",
                "plain-address",
                "session-address-that-serves-some",
                "several-public-addresses",
                "udp-and-tcp-map-differently"
            })
    void jainReadsTheSamePortsAndAddresses(String name) throws Exception {
        Path folder =
                Path.of(SecondOpinionTest.class.getResource("/golden/" + name).toURI());
        String rewritten = SdpCorpus.read(folder.resolve("expected.sdp"));
        List<MediaSection> ours = SessionDescription.parse(rewritten).mediaSections();
        javax.sdp.SessionDescription theirs = new SDPAnnounceParser(rewritten).parse();

        assertThat(theirs.getMediaDescriptions(false).size()).isEqualTo(ours.size());
        for (int i = 0; i < ours.size(); i++) {
            MediaDescription section =
                    (MediaDescription) theirs.getMediaDescriptions(false).get(i);
            Connection own = section.getConnection();
            Connection effective = own == null ? theirs.getConnection() : own;
            assertThat(section.getMedia().getMediaPort()).isEqualTo(ours.get(i).port());
            assertThat(effective.getAddress())
                    .isEqualTo(ours.get(i).connectionAddress().orElseThrow().address());
        }
    }
}
