package io.github.natcast.streamer.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264SelectionTest {
    private static final LocalMedia.H264 BOTH =
            TestParameters.h264(Set.of(0, 1), H264Profile.CONSTRAINED_BASELINE, H264Profile.MAIN);

    /** RFC 6184 §8.1, table 5, with the bits marked x both set and cleared. */
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
        "42000a, BASELINE",
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
    void readsTheProfile(String profileLevelId, OfferedProfile profile) {
        assertThat(OfferedProfile.of(profileLevelId)).isEqualTo(Optional.ofNullable(profile));
    }

    /** The formats of an offer have the payload types 96, 97 and so on. */
    @ParameterizedTest
    @CsvSource({
        "packetization-mode=1;profile-level-id=42001f | packetization-mode=1;profile-level-id=42e01f, 97",
        "packetization-mode=0;profile-level-id=42e01f | packetization-mode=1;profile-level-id=42001f, 97",
        "packetization-mode=1;profile-level-id=64001f | packetization-mode=1;profile-level-id=4d001f, 97",
        "packetization-mode=1;profile-level-id=4d001f | packetization-mode=1;profile-level-id=42001f, 97",
        "packetization-mode=1;profile-level-id=f4001f | profile-level-id=42e01f, 97",
        "profile-level-id=4d001f | profile-level-id=42e01f, 97",
        "packetization-mode=1;profile-level-id=42e01f | packetization-mode=1;profile-level-id=42e034, 96",
        "packetization-mode=1;profile-level-id=42e015 | packetization-mode=1;profile-level-id=42e01f, 97",
        "Packetization-Mode = 1 ; Profile-Level-Id = 42E01F | packetization-mode=1;profile-level-id=42001f, 96",
        "packetization-mode=2;profile-level-id=42e01f | , 97",
        "packetization-mode=2;profile-level-id=42e01f | packetization-mode=1;profile-level-id=bad, -1",
    })
    void choosesTheClosestFormat(String offered, int expected) {
        assertThat(choose(offered, BOTH)
                        .map(chosen -> chosen.format().payloadType())
                        .orElse(-1))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "packetization-mode=1;profile-level-id=42001f | packetization-mode=1;profile-level-id=4d001f, 97, MAIN",
        "packetization-mode=1;profile-level-id=640c1f | packetization-mode=1;profile-level-id=42e01f, 96, MAIN",
        "packetization-mode=1;profile-level-id=64001f | packetization-mode=1;profile-level-id=4d001f, 97, MAIN",
        "packetization-mode=0;profile-level-id=4d001f | packetization-mode=1;profile-level-id=42e01f, 97, CONSTRAINED_BASELINE",
        "packetization-mode=1;profile-level-id=42001f | , 96, CONSTRAINED_BASELINE",
    })
    void takesMainFirstWhereThatIsPreferred(String offered, int expected, H264Profile sent) {
        LocalMedia.H264 preferringMain =
                TestParameters.h264(Set.of(0, 1), H264Profile.MAIN, H264Profile.CONSTRAINED_BASELINE);
        VideoSelection chosen = choose(offered, preferringMain).orElseThrow();

        assertThat(chosen.format().payloadType()).isEqualTo(expected);
        assertThat(chosen.h264().orElseThrow().sent()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "42e01f, CONSTRAINED_BASELINE",
        "42001f, CONSTRAINED_BASELINE",
        "4d001f, MAIN",
        "640c1f, MAIN",
        "64001f, MAIN"
    })
    void sendsWhatTheOnlyOfferedProfilePlays(String profileLevelId, H264Profile sent) {
        String offered = "packetization-mode=1;profile-level-id=" + profileLevelId;
        LocalMedia.H264 withoutMain = TestParameters.h264(Set.of(1), H264Profile.CONSTRAINED_BASELINE);

        assertThat(choose(offered, BOTH).orElseThrow().h264().orElseThrow().sent())
                .isEqualTo(sent);
        assertThat(choose(offered, withoutMain)
                        .orElseThrow()
                        .h264()
                        .orElseThrow()
                        .sent())
                .as("without an encoder for main")
                .isEqualTo(H264Profile.CONSTRAINED_BASELINE);
    }

    /** RFC 6184 §8.2.2: the answer has the offered profile, and a higher level only where the offer allows it. */
    @ParameterizedTest
    @CsvSource({
        "packetization-mode=1;profile-level-id=4d001f, 31, packetization-mode=1;profile-level-id=4d001f",
        "profile-level-id=42e034;packetization-mode=1, 31, profile-level-id=42e01f;packetization-mode=1",
        "profile-level-id=42E01F, 40, profile-level-id=42E01f",
        "level-asymmetry-allowed=0;profile-level-id=42e01f, 40, level-asymmetry-allowed=0;profile-level-id=42e01f",
        "level-asymmetry-allowed=1;profile-level-id=640c1f, 40, level-asymmetry-allowed=1;profile-level-id=640c28",
        "level-asymmetry-allowed=1 ; Profile-Level-Id = 42001f, 51, level-asymmetry-allowed=1 ; Profile-Level-Id = 420033",
        "packetization-mode=1, 40, packetization-mode=1",
    })
    void answersTheLevelOfTheStream(String offered, int levelIdc, String answered) {
        OfferedH264 chosen = choose(offered, BOTH).orElseThrow().h264().orElseThrow();

        assertThat(chosen.answered(new LocalMedia.H264(BOTH.packetizationModes(), BOTH.profiles(), levelIdc)))
                .isEqualTo(answered);
    }

    /** What a source has encoded in High at level 4 is answered as such; nobody else's answer changes. */
    @Test
    void aDecoderForWhatTheSourceHasEncodedIsPreferred() {
        LocalMedia.H264 baseline = TestParameters.h264(Set.of(1), H264Profile.CONSTRAINED_BASELINE);
        LocalMedia.H264 copying = baseline.copying(0x640028);
        String high = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=64001f";
        OfferedH264 chosen = choose(high, copying).orElseThrow().h264().orElseThrow();
        assertThat(chosen.decoder(copying)).isEqualTo(100);
        assertThat(chosen.answered(copying)).endsWith("profile-level-id=640028");
        assertThat(chosen.decoder(baseline)).isEqualTo(66);

        String low = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";
        OfferedH264 other = choose(low, copying).orElseThrow().h264().orElseThrow();
        assertThat(other.decoder(copying)).isEqualTo(66);
        assertThat(other.answered(copying)).endsWith("profile-level-id=42e01f");
    }

    private static Optional<VideoSelection> choose(String offered, LocalMedia.H264 local) {
        return VideoSelection.choose(section(offered), List.of(VideoCodec.H264), local);
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
