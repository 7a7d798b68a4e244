package io.github.natcast.streamer.internal.media.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What streams say of themselves decides who can be sent them as they are. */
final class StreamFactsTest {
    private static final String IDR = "000001 65888040";
    /** slice_type 5 (P) and 6 (B), behind first_mb_in_slice 0. */
    private static final String P_SLICE = "000001 419a";

    private static final String B_SLICE = "000001 019e";

    /** The rest of an SPS of 64x64 progressive pixels without VUI: pic_order_cnt_type 0, one reference. */
    private static final String REST = "f42132";

    private static EncodedUnit unit(String hex, boolean key, long time) {
        return new EncodedUnit(VideoCodec.H264, HexFormat.of().parseHex(hex.replace(" ", "")), key, time);
    }

    private static CodedStream stream(String sps) {
        CodedStream stream = new CodedStream(VideoCodec.H264);
        assertThat(stream.read(unit("000001 67" + sps + " 000001 68ce3c80 " + IDR, true, 0)))
                .isNotNull();
        return stream;
    }

    @Test
    void sizeAndProfileAreRead() {
        StreamFacts facts = stream("42c00a" + REST).facts();
        assertThat(facts.width()).isEqualTo(64);
        assertThat(facts.height()).isEqualTo(64);
        assertThat(facts).hasToString("H264 baseline");
        assertThat(facts.copiedH264()).isEqualTo(0x42c00a);
    }

    @Test
    void decodersOfHigherProfilesPlayLowerOnes() {
        EncodingFormat baseline = EncodingFormat.of(VideoCodec.H264);
        EncodingFormat main = EncodingFormat.h264(H264Profile.MAIN);
        EncodingFormat high = baseline.withDecoder(100);
        for (int idc : new int[] {66, 77, 100}) {
            StreamFacts facts = new StreamFacts(VideoCodec.H264, idc << 16 | 0x1f, 64, 64, Optional.empty());
            assertThat(facts.obstacleFor(baseline).isEmpty()).isEqualTo(idc == 66);
            assertThat(facts.obstacleFor(main).isEmpty()).isEqualTo(idc <= 77);
            assertThat(facts.obstacleFor(high)).isEmpty();
            assertThat(facts.obstacleFor(high.withRendition(1))).contains("in a smaller rendition");
        }
    }

    @Test
    void slicesInTwoDirectionsMeanThatPicturesAreReordered() {
        // Main at 64x64 without VUI: nothing states the order.
        CodedStream stream = stream("4d400a" + REST);
        assertThat(stream.facts().obstacle()).isEmpty();
        stream.read(unit(P_SLICE, false, 40));
        assertThat(stream.facts().obstacle()).isEmpty();
        stream.read(unit(B_SLICE, false, 80));
        assertThat(stream.facts().obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("B-frames"));
    }

    @Test
    void timesThatGoBackMeanThatPicturesAreReordered() {
        CodedStream stream = stream("42c00a" + REST);
        long[] times = {120, 40, 80, 240, 160};
        for (long time : times) {
            assertThat(stream.facts().obstacle()).isEmpty();
            stream.read(unit(P_SLICE, false, time));
        }
        assertThat(stream.facts().obstacle()).isPresent();
    }

    @Test
    void aStreamBeginsWithAKeyFrameThatHasItsParameterSets() {
        CodedStream stream = new CodedStream(VideoCodec.H264);
        assertThat(stream.read(unit(P_SLICE, false, 0))).isNull();
        assertThat(stream.read(unit(IDR, true, 1))).as("without parameter sets").isNull();
        assertThat(stream.read(unit("000001 6742c00af42132 000001 68ce3c80", false, 2)))
                .as("without a picture")
                .isNull();
        EncodedFrame first = Objects.requireNonNull(stream.read(unit(IDR, true, 3)));
        assertThat(HexFormat.of().formatHex(first.data()))
                .isEqualTo("00000001" + "6742c00af42132" + "00000001" + "68ce3c80" + "00000165888040");
    }

    @ParameterizedTest
    @EnumSource
    void damagedUnitsDoNoHarm(VideoCodec codec) {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            CodedStream stream = new CodedStream(codec);
            for (int i = 0; i < 5; i++) {
                byte[] data = new byte[1 + random.nextInt(80)];
                random.nextBytes(data);
                // Bytes that lead readers further than chance does.
                byte[] likely = HexFormat.of().parseHex("00000167640028ff000001680000014201010a0b0000");
                System.arraycopy(likely, 0, data, 0, random.nextInt(Math.min(likely.length, data.length) + 1));
                byte[] before = data.clone();
                stream.read(new EncodedUnit(codec, data, random.nextBoolean(), i));
                assertThat(Arrays.equals(data, before)).isTrue();
            }
        }
    }
}
