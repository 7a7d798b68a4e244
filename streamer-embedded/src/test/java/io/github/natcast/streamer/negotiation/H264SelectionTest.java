package io.github.natcast.streamer.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264SelectionTest {

    /** RFC 6184 §8.1, table 5, with the x bits set both ways. */
    @ParameterizedTest
    @CsvSource({
        "42e01f, CONSTRAINED_BASELINE",
        "42E01F, CONSTRAINED_BASELINE",
        "42c00a, CONSTRAINED_BASELINE",
        "424028, CONSTRAINED_BASELINE",
        "4d801f, CONSTRAINED_BASELINE",
        "58c01f, CONSTRAINED_BASELINE",
        "42001f, BASELINE",
        "42801f, BASELINE",
        "420010, BASELINE",
        "58801f, BASELINE",
        "4d001f, MAIN",
        "4d401f, MAIN",
        "640c1f, CONSTRAINED_HIGH",
        "64001f, HIGH",
        "f4001f, ",
        "58001f, ",
        "42e01, ",
        "zz001f, "
    })
    void readsTheProfile(String profileLevelId, H264Profile profile) {
        assertThat(H264Profile.of(profileLevelId)).isEqualTo(Optional.ofNullable(profile));
    }

    /** The formats of each offer have payload types 96, 97 and so on. */
    @ParameterizedTest
    @CsvSource({
        "packetization-mode=1;profile-level-id=42001f | packetization-mode=1;profile-level-id=42e01f, 97",
        "packetization-mode=0;profile-level-id=42e01f | packetization-mode=1;profile-level-id=42001f, 97",
        "packetization-mode=1;profile-level-id=64001f | packetization-mode=1;profile-level-id=4d001f, 97",
        "packetization-mode=1;profile-level-id=f4001f | profile-level-id=42e01f, 97",
        "profile-level-id=4d001f | profile-level-id=42e01f, 97",
        "packetization-mode=1;profile-level-id=42e01f | packetization-mode=1;profile-level-id=42e034, 96",
        "Packetization-Mode = 1 ; Profile-Level-Id = 42E01F | packetization-mode=1;profile-level-id=42001f, 96",
        "packetization-mode=2;profile-level-id=42e01f | , 97",
        "packetization-mode=2;profile-level-id=42e01f | packetization-mode=1;profile-level-id=bad, -1",
    })
    void choosesTheClosestFormat(String offered, int expected) {
        Optional<VideoSelection> selection =
                VideoSelection.choose(section(offered), List.of(VideoCodec.H264), Set.of(0, 1));
        assertThat(selection.map(chosen -> chosen.format().payloadType()).orElse(-1))
                .isEqualTo(expected);
    }

    private static MediaSection section(String offered) {
        StringBuilder sdp = new StringBuilder("v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n");
        int payloadType = 96;
        for (String parameters : offered.split("\\|", -1)) {
            sdp.append("a=rtpmap:").append(payloadType).append(" H264/90000\r\n");
            if (!parameters.isBlank()) {
                sdp.append("a=fmtp:")
                        .append(payloadType)
                        .append(' ')
                        .append(parameters.trim())
                        .append("\r\n");
            }
            payloadType++;
        }
        return SessionDescription.parse(sdp.toString()).mediaSections().get(0);
    }
}
