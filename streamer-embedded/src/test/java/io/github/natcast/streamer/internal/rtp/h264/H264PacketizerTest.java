package io.github.natcast.streamer.internal.rtp.h264;

import static io.github.natcast.streamer.internal.rtp.Payloads.bytes;
import static io.github.natcast.streamer.internal.rtp.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import io.github.natcast.streamer.internal.rtp.FfmpegRtpMuxer;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.PayloadCase;
import io.github.natcast.streamer.internal.rtp.Payloads;
import io.github.natcast.streamer.internal.rtp.UnpacketizableFrameException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class H264PacketizerTest {
    /** Small, so that the cases stay readable. */
    private static final int MAXIMUM = 10;

    static Stream<PayloadCase> cases() {
        return Stream.of(
                new PayloadCase("one small unit", "000001 65aabb", List.of("65aabb"), List.of("65aabb")),
                new PayloadCase("exactly the maximum", "000001 65 aa*9", List.of("65 aa*9"), List.of("65 aa*9")),
                new PayloadCase(
                        "one more than the maximum",
                        "000001 65 aa*10",
                        List.of("65 aa*10"),
                        List.of("7c85 aa*8", "7c45 aa*2")),
                new PayloadCase(
                        "fragments all full",
                        "000001 65 aa*16",
                        List.of("65 aa*16"),
                        List.of("7c85 aa*8", "7c45 aa*8")),
                new PayloadCase(
                        "three fragments",
                        "000001 41 aa*17",
                        List.of("41 aa*17"),
                        List.of("5c81 aa*8", "5c01 aa*8", "5c41 aa")),
                new PayloadCase(
                        "two units share a packet, NRI the higher",
                        "00000001 27aa 000001 68bb",
                        List.of("27aa", "68bb"),
                        List.of("78 0002 27aa 0002 68bb")),
                new PayloadCase(
                        "NRI 0 stays 0",
                        "000001 06aa 000001 06bb",
                        List.of("06aa", "06bb"),
                        List.of("18 0002 06aa 0002 06bb")),
                new PayloadCase(
                        "an aggregate of exactly the maximum",
                        "000001 67aaaa 000001 68bb",
                        List.of("67aaaa", "68bb"),
                        List.of("78 0003 67aaaa 0002 68bb")),
                new PayloadCase(
                        "one byte more than an aggregate holds",
                        "000001 67aaaa 000001 68bbbb",
                        List.of("67aaaa", "68bbbb"),
                        List.of("67aaaa", "68bbbb")),
                new PayloadCase(
                        "parameter sets before a large slice",
                        "00000001 6742 00000001 68ce 000001 65 aa*10",
                        List.of("6742", "68ce", "65 aa*10"),
                        List.of("78 0002 6742 0002 68ce", "7c85 aa*8", "7c45 aa*2")),
                new PayloadCase(
                        "parameter sets larger than a packet are fragmented, not lost",
                        "00000001 67 42*10 00000001 68ce 000001 65aa",
                        List.of("67 42*10", "68ce", "65aa"),
                        List.of("7c87 42*8", "7c47 42*2", "78 0002 68ce 0002 65aa")),
                new PayloadCase(
                        "delimiter, filler and ends are left out",
                        "00000001 09f0 000001 65aa 000001 0cff 000001 0a 000001 0b",
                        List.of("65aa"),
                        List.of("65aa")),
                new PayloadCase("empty units", "000001 000001 65aa 00000001", List.of("65aa"), List.of("65aa")),
                new PayloadCase("only a delimiter", "00000001 09f0", List.of(), List.of()),
                new PayloadCase("no start code", "65aabb", List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void packetizes(PayloadCase given) throws UnpacketizableFrameException {
        assertThat(hex(packetize(bytes(given.frame()), MAXIMUM))).isEqualTo(given.payloadHex());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void depacketizes(PayloadCase given) {
        assertThat(hex(H264Depacketizer.units(given.payloadBytes()))).isEqualTo(given.unitHex());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 1148})
    void makesTheVeryPayloadsThatFfmpegMakes(int maximum) throws UnpacketizableFrameException {
        Random random = new Random(maximum);
        int compared = 0;
        for (int round = 0; round < 60; round++) {
            byte[] accessUnit = accessUnit(random, maximum);
            List<byte[]> ours = packetize(accessUnit, maximum);
            List<byte[]> oracle = FfmpegRtpMuxer.packetize(avcodec.AV_CODEC_ID_H264, accessUnit, maximum);
            if (!hasFullAggregate(ours, maximum)) {
                assertThat(hex(withoutStapNri(ours))).as("round %d", round).isEqualTo(hex(oracle));
                compared++;
            }
            assertThat(hex(H264Depacketizer.units(oracle))).isEqualTo(hex(units(accessUnit)));
            assertThat(hex(H264Depacketizer.units(ours))).isEqualTo(hex(units(accessUnit)));
        }
        assertThat(compared).isGreaterThan(40);
    }

    @Test
    void sendsSingleUnitsOnlyInModeZero() throws UnpacketizableFrameException {
        H264Packetizer packetizer = new H264Packetizer(PacketizationMode.SINGLE_NAL_UNIT, MAXIMUM);
        PacketizedFrame frame = packetizer.packetize(
                Payloads.frame(VideoCodec.H264, bytes("00000001 6742 000001 68ce 000001 65 aa*9")));
        assertThat(hex(Payloads.list(frame))).containsExactly("6742", "68ce", "65" + "aa".repeat(9));
    }

    @Test
    void refusesUnitsThatModeZeroCannotSplitAndSaysWhatToChange() {
        H264Packetizer packetizer = new H264Packetizer(PacketizationMode.SINGLE_NAL_UNIT, MAXIMUM);
        EncodedFrame frame = Payloads.frame(VideoCodec.H264, bytes("000001 65 aa*10"));
        assertThatThrownBy(() -> packetizer.packetize(frame))
                .isInstanceOf(UnpacketizableFrameException.class)
                .hasMessageContaining("11 bytes")
                .hasMessageContaining("packetization-mode=0")
                .hasMessageContaining("10 bytes");
    }

    @Test
    void keepsTheWholeDatagramWithin1200Bytes() throws UnpacketizableFrameException {
        H264Packetizer packetizer = new H264Packetizer(PacketizationMode.NON_INTERLEAVED);
        PacketizedFrame frame =
                packetizer.packetize(new EncodedFrame(VideoCodec.H264, bytes("000001 65 aa*100000"), true, 7));
        assertThat(frame.packetCount()).isEqualTo(88);
        for (int i = 0; i < frame.packetCount(); i++) {
            assertThat(PacketSizes.RTP_HEADER
                            + PacketSizes.MAXIMUM_HEADER_EXTENSIONS
                            + frame.length(i)
                            + PacketSizes.MAXIMUM_TAG)
                    .isLessThanOrEqualTo(1200);
        }
        assertThat(frame.keyFrame()).isTrue();
        assertThat(frame.captureTimeNanos()).isEqualTo(7);
    }

    private static List<byte[]> packetize(byte[] accessUnit, int maximum) throws UnpacketizableFrameException {
        H264Packetizer packetizer = new H264Packetizer(PacketizationMode.NON_INTERLEAVED, maximum);
        return Payloads.list(packetizer.packetize(Payloads.frame(VideoCodec.H264, accessUnit)));
    }

    /** FFmpeg leaves a STAP-A's last byte unused. */
    private static boolean hasFullAggregate(List<byte[]> payloads, int maximum) {
        return payloads.stream()
                .anyMatch(payload -> payload[0] % 32 == H264NalUnitType.STAP_A && payload.length == maximum);
    }

    /** FFmpeg leaves a STAP-A's NRI 0, where RFC 6184 §5.7 wants the highest of its units. */
    private static List<byte[]> withoutStapNri(List<byte[]> payloads) {
        return payloads.stream()
                .map(byte[]::clone)
                .peek(payload -> payload[0] = payload[0] % 32 == H264NalUnitType.STAP_A ? 24 : payload[0])
                .toList();
    }

    /** Parameter sets, supplemental information and slices of sizes around the limits. */
    private static byte[] accessUnit(Random random, int maximum) {
        int[] headers = {0x67, 0x68, 0x06, 0x65, 0x41, 0x01, 0x21};
        int[] sizes = {
            2, 3, maximum / 2, maximum / 2 - 2, maximum - 1, maximum, maximum + 1, 2 * maximum - 3, 5 * maximum
        };
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            stream.writeBytes(random.nextBoolean() ? bytes("000001") : bytes("00000001"));
            byte[] header = {(byte) headers[random.nextInt(headers.length)]};
            stream.writeBytes(Payloads.unit(header, sizes[random.nextInt(sizes.length)], random));
        }
        return stream.toByteArray();
    }

    private static List<byte[]> units(byte[] accessUnit) {
        List<byte[]> units = new ArrayList<>();
        AnnexB reader = new AnnexB(accessUnit);
        while (reader.next()) {
            units.add(Arrays.copyOfRange(accessUnit, reader.offset(), reader.offset() + reader.length()));
        }
        return units;
    }
}
