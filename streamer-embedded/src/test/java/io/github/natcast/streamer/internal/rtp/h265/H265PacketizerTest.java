package io.github.natcast.streamer.internal.rtp.h265;

import static io.github.natcast.streamer.internal.rtp.Payloads.bytes;
import static io.github.natcast.streamer.internal.rtp.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import io.github.natcast.streamer.internal.rtp.FfmpegRtpMuxer;
import io.github.natcast.streamer.internal.rtp.PayloadCase;
import io.github.natcast.streamer.internal.rtp.Payloads;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class H265PacketizerTest {
    private static final int MAXIMUM = 12;

    static Stream<PayloadCase> cases() {
        return Stream.of(
                new PayloadCase("one small unit", "000001 2601aa", List.of("2601aa"), List.of("2601aa")),
                new PayloadCase(
                        "exactly the maximum", "000001 2601 aa*10", List.of("2601 aa*10"), List.of("2601 aa*10")),
                new PayloadCase(
                        "one more than the maximum",
                        "000001 2601 aa*11",
                        List.of("2601 aa*11"),
                        List.of("620193 aa*9", "620153 aa*2")),
                new PayloadCase(
                        "three fragments of a temporal sub-layer",
                        "000001 0202 aa*19",
                        List.of("0202 aa*19"),
                        List.of("620281 aa*9", "620201 aa*9", "620241 aa")),
                new PayloadCase(
                        "parameter sets share a packet",
                        "00000001 4001 00000001 4201 000001 2601 aa*11",
                        List.of("4001", "4201", "2601 aa*11"),
                        List.of("6001 0002 4001 0002 4201", "620193 aa*9", "620153 aa*2")),
                new PayloadCase(
                        "the lowest layer and temporal identifiers",
                        "000001 030b 000001 0204",
                        List.of("030b", "0204"),
                        List.of("6003 0002 030b 0002 0204")),
                new PayloadCase(
                        "an aggregate that would be one byte too long",
                        "000001 4001aa 000001 4201bbbb",
                        List.of("4001aa", "4201bbbb"),
                        List.of("4001aa", "4201bbbb")),
                new PayloadCase(
                        "delimiter, filler and ends are left out",
                        "00000001 460150 000001 2601 000001 4c01ff 000001 4801 000001 4a01",
                        List.of("2601"),
                        List.of("2601")),
                new PayloadCase(
                        "a unit without a whole header", "000001 26 000001 2601", List.of("2601"), List.of("2601")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void packetizes(PayloadCase given) {
        assertThat(hex(packetize(bytes(given.frame()), MAXIMUM))).isEqualTo(given.payloadHex());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void depacketizes(PayloadCase given) {
        assertThat(hex(H265Depacketizer.units(given.payloadBytes()))).isEqualTo(given.unitHex());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 1148})
    void makesTheVeryPayloadsThatFfmpegMakes(int maximum) {
        Random random = new Random(maximum);
        int compared = 0;
        for (int round = 0; round < 60; round++) {
            byte[] accessUnit = accessUnit(random, maximum);
            List<byte[]> ours = packetize(accessUnit, maximum);
            List<byte[]> oracle = FfmpegRtpMuxer.packetize(avcodec.AV_CODEC_ID_HEVC, accessUnit, maximum);
            // FFmpeg leaves the last two bytes of an aggregation packet unused.
            if (ours.stream().noneMatch(payload -> isAggregate(payload) && payload.length > maximum - 2)) {
                assertThat(hex(ours)).as("round %d", round).isEqualTo(hex(oracle));
                compared++;
            }
            assertThat(hex(H265Depacketizer.units(ours))).isEqualTo(hex(units(accessUnit)));
            assertThat(hex(H265Depacketizer.units(oracle))).isEqualTo(hex(units(accessUnit)));
        }
        assertThat(compared).isGreaterThan(40);
    }

    static boolean isAggregate(byte[] payload) {
        return H265NalUnitType.of(payload[0]) == H265NalUnitType.AGGREGATION_PACKET;
    }

    private static List<byte[]> packetize(byte[] accessUnit, int maximum) {
        return Payloads.list(new H265Packetizer(maximum).packetize(Payloads.frame(VideoCodec.H265, accessUnit)));
    }

    private static byte[] accessUnit(Random random, int maximum) {
        int[] types = {1, 19, 32, 33, 34, 39};
        int[] sizes = {
            3, 4, maximum / 2, maximum / 2 - 3, maximum - 2, maximum, maximum + 1, 2 * maximum - 4, 5 * maximum
        };
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            stream.writeBytes(bytes(random.nextBoolean() ? "000001" : "00000001"));
            byte[] header = {(byte) (types[random.nextInt(types.length)] << 1), 1};
            stream.writeBytes(Payloads.unit(header, sizes[random.nextInt(sizes.length)], random));
        }
        return stream.toByteArray();
    }

    static List<byte[]> units(byte[] accessUnit) {
        List<byte[]> units = new ArrayList<>();
        AnnexB reader = new AnnexB(accessUnit);
        while (reader.next()) {
            units.add(Arrays.copyOfRange(accessUnit, reader.offset(), reader.offset() + reader.length()));
        }
        return units;
    }
}
