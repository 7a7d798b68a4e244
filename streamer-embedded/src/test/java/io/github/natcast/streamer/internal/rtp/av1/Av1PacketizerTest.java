package io.github.natcast.streamer.internal.rtp.av1;

import static io.github.natcast.streamer.internal.rtp.Payloads.bytes;
import static io.github.natcast.streamer.internal.rtp.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.FfmpegRtpMuxer;
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

class Av1PacketizerTest {
    private static final int MAXIMUM = 10;

    /** 12 is a temporal delimiter, 0a a sequence header and 32 a frame, each with a size field; 08 and 30 without. */
    static Stream<PayloadCase> cases() {
        return Stream.of(
                new PayloadCase("the delimiter is left out", "1200 3202aabb", List.of("30aabb"), List.of("18 30aabb")),
                new PayloadCase(
                        "two elements, the last without length",
                        "1200 0a0111 3202aabb",
                        List.of("0811", "30aabb"),
                        List.of("28 02 0811 30aabb")),
                new PayloadCase(
                        "three elements",
                        "0a0111 2a0122 3201aa",
                        List.of("0811", "2822", "30aa"),
                        List.of("38 02 0811 02 2822 30aa")),
                new PayloadCase(
                        "a fourth element begins another packet",
                        "0a00 2a00 2a00 3200",
                        List.of("08", "28", "28", "30"),
                        List.of("38 01 08 01 28 28", "10 30")),
                new PayloadCase("exactly the maximum", "3208 aa*8", List.of("30 aa*8"), List.of("18 30 aa*8")),
                new PayloadCase(
                        "one more than the maximum", "3209 aa*9", List.of("30 aa*9"), List.of("58 30 aa*8", "90 aa")),
                new PayloadCase(
                        "a fragment behind a whole element",
                        "0a0111 320a aa*10",
                        List.of("0811", "30 aa*10"),
                        List.of("68 02 0811 30 aa*5", "90 aa*5")),
                new PayloadCase(
                        "a fragment's end before a whole element",
                        "3209 aa*9 3201bb",
                        List.of("30 aa*9", "30bb"),
                        List.of("58 30 aa*8", "a0 01 aa 30bb")),
                new PayloadCase(
                        "an element over three packets",
                        "3214 aa*20",
                        List.of("30 aa*20"),
                        List.of("58 30 aa*8", "d0 aa*9", "90 aa*3")),
                new PayloadCase(
                        "no room for another element's first byte",
                        "3207 aa*7 3201bb",
                        List.of("30 aa*7", "30bb"),
                        List.of("18 30 aa*7", "10 30bb")),
                new PayloadCase("an extension header stays", "3648 01 aa", List.of("3448aa"), List.of("18 3448aa")),
                new PayloadCase("no size field on the last", "30aabb", List.of("30aabb"), List.of("18 30aabb")),
                new PayloadCase("padding is left out", "7a0100 3201aa", List.of("30aa"), List.of("18 30aa")),
                new PayloadCase("nothing but a delimiter", "1200", List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void packetizes(PayloadCase given) throws UnpacketizableFrameException {
        assertThat(hex(packetize(bytes(given.frame()), MAXIMUM))).isEqualTo(given.payloadHex());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void depacketizes(PayloadCase given) {
        assertThat(hex(depacketize(given.payloadBytes()))).isEqualTo(given.unitHex());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 200, 1148})
    void carriesEveryElementInTheFewestPackets(int maximum) throws UnpacketizableFrameException {
        Random random = new Random(maximum);
        for (int round = 0; round < 100; round++) {
            List<byte[]> elements = elements(random, maximum);
            List<byte[]> payloads = packetize(temporalUnit(elements), maximum);
            assertThat(hex(depacketize(payloads))).as("round %d", round).isEqualTo(hex(elements));
            assertThat(payloads).allMatch(payload -> payload.length <= maximum);
        }
    }

    /**
     * A sequence header and a frame, as encoders write them. On stranger units FFmpeg 8.1 is no oracle: it can leave a
     * length field before an element that ends up alone in its payload (W = 1).
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1134, 1135, 1136, 1137, 1138, 1139, 1147, 1148, 2300, 20_000})
    void makesTheVeryPayloadsThatFfmpegMakes(int frameLength) throws UnpacketizableFrameException {
        Random random = new Random(frameLength);
        byte[] unit = temporalUnit(List.of(element(0x08, 11, random), element(0x30, frameLength, random)));
        List<byte[]> ours = packetize(unit, 1148);
        assertThat(hex(ours)).isEqualTo(hex(FfmpegRtpMuxer.packetize(avcodec.AV_CODEC_ID_AV1, unit, 1148)));
    }

    @Test
    void announcesANewSequenceOnTheFirstPacketOfAKeyFrameOnly() throws UnpacketizableFrameException {
        byte[] data = bytes("3214 aa*20");
        Av1Packetizer packetizer = new Av1Packetizer(MAXIMUM);
        List<byte[]> key = Payloads.list(packetizer.packetize(new EncodedFrame(VideoCodec.AV1, data, true, 0)));
        List<byte[]> delta = Payloads.list(packetizer.packetize(new EncodedFrame(VideoCodec.AV1, data, false, 0)));
        assertThat(key).extracting(payload -> payload[0] & 8).containsExactly(8, 0, 0);
        assertThat(delta).extracting(payload -> payload[0] & 8).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3205aa", "32", "32808080808080808080", "b200", "32ffffffffffffff7f"})
    void saysWhatIsBroken(String unit) {
        assertThatThrownBy(() -> packetize(bytes(unit), MAXIMUM))
                .isInstanceOf(UnpacketizableFrameException.class)
                .hasMessageStartingWith("the AV1 OBU at byte 0 of a temporal unit of " + unit.length() / 2);
    }

    private static List<byte[]> packetize(byte[] unit, int maximum) throws UnpacketizableFrameException {
        return Payloads.list(new Av1Packetizer(maximum).packetize(Payloads.frame(VideoCodec.AV1, unit)));
    }

    private static List<byte[]> elements(Random random, int maximum) {
        int[] headers = {0x08, 0x28, 0x30, 0x18, 0x20};
        int[] sizes = {1, 2, maximum / 2, maximum - 4, maximum - 2, maximum - 1, maximum, 2 * maximum, 5 * maximum};
        List<byte[]> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            elements.add(element(headers[random.nextInt(headers.length)], sizes[random.nextInt(sizes.length)], random));
        }
        return elements;
    }

    private static byte[] element(int header, int length, Random random) {
        byte[] element = new byte[length];
        random.nextBytes(element);
        element[0] = (byte) header;
        return element;
    }

    /** As an encoder writes it: a delimiter first, and size fields. */
    private static byte[] temporalUnit(List<byte[]> elements) {
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        unit.writeBytes(bytes("1200"));
        for (byte[] element : elements) {
            unit.write(element[0] | 2);
            int size = element.length - 1;
            for (; size > 127; size >>>= 7) {
                unit.write(0x80 | (size & 0x7F));
            }
            unit.write(size);
            unit.write(element, 1, element.length - 1);
        }
        return unit.toByteArray();
    }

    /** The way back ("RTP Payload Format For AV1" §4.3), W = 0 included. */
    private static List<byte[]> depacketize(List<byte[]> payloads) {
        List<byte[]> elements = new ArrayList<>();
        byte[] fragment = new byte[0];
        for (byte[] payload : payloads) {
            int count = payload[0] >>> 4 & 3;
            assertThat((payload[0] & 0x80) != 0).as("Z follows Y").isEqualTo(fragment.length > 0);
            int position = 1;
            for (int i = 1; position < payload.length; i++) {
                int length = 0;
                if (i == count) {
                    length = payload.length - position;
                } else {
                    for (int shift = 0; ; shift += 7) {
                        int next = payload[position++];
                        length |= (next & 0x7F) << shift;
                        if (next >= 0) {
                            break;
                        }
                    }
                }
                byte[] part = Arrays.copyOfRange(payload, position, position + length);
                position += length;
                byte[] element = Payloads.concat(fragment, part);
                fragment = new byte[0];
                if (position == payload.length && (payload[0] & 0x40) != 0) {
                    fragment = element;
                } else {
                    elements.add(element);
                }
            }
        }
        assertThat(fragment).isEmpty();
        return elements;
    }
}
