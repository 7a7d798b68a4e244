package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParameterSetsTest {
    private static final String PPS = "00000168ce3c80";
    private static final String IDR = "00000165b80004";
    private static final String P = "00000141b80004";
    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @CsvSource({
        "42001f, CONSTRAINED_BASELINE, 42c01f",
        "42e01f, CONSTRAINED_BASELINE, 42e01f",
        "4d801f, CONSTRAINED_BASELINE, 4d801f",
        "4d001f, MAIN, 4d001f",
        "4d4c0d, MAIN, 4d4c0d",
    })
    void theProfileThatWasAskedForPasses(String written, H264Profile wanted, String profileLevelId) throws Exception {
        byte[] frame = bytes(sps(written) + PPS + IDR);

        byte[] complete = sets(wanted).complete(frame, () -> NOTHING);

        assertThat(HexFormat.of().formatHex(complete)).isEqualTo(sps(profileLevelId) + PPS + IDR);
    }

    @ParameterizedTest
    @CsvSource({
        "4d001f, CONSTRAINED_BASELINE, constrained baseline",
        "64001f, CONSTRAINED_BASELINE, constrained baseline",
        "42e01f, MAIN, main",
        "640c1f, MAIN, main",
    })
    void anotherProfileIsRefused(String written, H264Profile wanted, String text) {
        byte[] frame = bytes(sps(written) + PPS + IDR);

        assertThatThrownBy(() -> sets(wanted).complete(frame, () -> NOTHING))
                .isInstanceOf(EncoderException.class)
                .hasMessage("h264_magic: profile-level-id " + written + " is not " + text + " as asked for");
    }

    @Test
    void setsOfAPacketOfTheirOwnGoBeforeEveryKeyFrame() throws Exception {
        ParameterSets sets = sets(H264Profile.MAIN);

        assertThat(sets.keepsApart(bytes(sps("4d001f") + PPS))).isTrue();
        assertThat(sets.keepsApart(bytes(IDR))).isFalse();
        for (int time = 0; time < 2; time++) {
            assertThat(HexFormat.of().formatHex(sets.complete(bytes(IDR), () -> NOTHING)))
                    .isEqualTo(sps("4d001f") + PPS + IDR);
        }
    }

    @Test
    void setsOfAnEarlierKeyFrameGoBeforeOnesWithout() throws Exception {
        ParameterSets sets = sets(H264Profile.CONSTRAINED_BASELINE);
        byte[] first = sets.complete(bytes(sps("42001f") + PPS + IDR), () -> NOTHING);

        assertThat(sets.complete(bytes(IDR), () -> NOTHING)).isEqualTo(first);
    }

    @Test
    void setsThatTheEncoderKeepsOutOfBandGoBeforeEveryKeyFrame() throws Exception {
        byte[] complete = sets(H264Profile.CONSTRAINED_BASELINE).complete(bytes(IDR), () -> bytes(sps("42001f") + PPS));

        assertThat(HexFormat.of().formatHex(complete)).isEqualTo(sps("42c01f") + PPS + IDR);
    }

    @Test
    void aKeyFrameWithoutSetsIsRefused() {
        assertThatThrownBy(() -> sets(H264Profile.MAIN).complete(bytes(IDR), () -> NOTHING))
                .isInstanceOf(EncoderException.class)
                .hasMessage("h264_magic: a key frame comes without its parameter sets");
    }

    @Test
    void picturesAreNotKept() {
        ParameterSets sets = sets(H264Profile.MAIN);

        assertThat(sets.keepsApart(bytes(P))).isFalse();
        assertThat(sets.keepsApart(bytes(sps("4d001f") + PPS + IDR))).isFalse();
        assertThat(new ParameterSets("vp8_magic", EncodingFormat.of(VideoCodec.VP8)).keepsApart(bytes("00000167")))
                .isFalse();
    }

    private static ParameterSets sets(H264Profile profile) {
        return new ParameterSets("h264_magic", EncodingFormat.h264(profile));
    }

    private static String sps(String profileLevelId) {
        return "00000167" + profileLevelId + "8c68141f";
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
