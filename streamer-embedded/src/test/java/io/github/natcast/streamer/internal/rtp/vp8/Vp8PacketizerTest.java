package io.github.natcast.streamer.internal.rtp.vp8;

import static io.github.natcast.streamer.internal.rtp.Payloads.bytes;
import static io.github.natcast.streamer.internal.rtp.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtp.FfmpegRtpMuxer;
import io.github.natcast.streamer.internal.rtp.PayloadCase;
import io.github.natcast.streamer.internal.rtp.Payloads;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Vp8PacketizerTest {
    private static final int MAXIMUM = 10;

    static Stream<PayloadCase> cases() {
        return Stream.of(
                new PayloadCase("one packet", "10aa", List.of("10aa"), List.of("9080 8000 10aa")),
                new PayloadCase("exactly the maximum", "aa*6", List.of("aa*6"), List.of("9080 8000 aa*6")),
                new PayloadCase(
                        "one more than the maximum",
                        "aa*7",
                        List.of("aa*7"),
                        List.of("9080 8000 aa*6", "8080 8000 aa")),
                new PayloadCase(
                        "two full packets", "aa*12", List.of("aa*12"), List.of("9080 8000 aa*6", "8080 8000 aa*6")),
                new PayloadCase("an empty frame", "", List.of(""), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void packetizes(PayloadCase given) {
        assertThat(hex(packetize(new Vp8Packetizer(0, MAXIMUM), bytes(given.frame()))))
                .isEqualTo(given.payloadHex());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void depacketizes(PayloadCase given) {
        assertThat(HexFormat.of().formatHex(depacketize(given.payloadBytes())))
                .isEqualTo(given.unitHex().get(0));
    }

    @Test
    void countsPicturesModulo32768() {
        Vp8Packetizer packetizer = new Vp8Packetizer(0xFFFFFFFE, MAXIMUM);
        List<String> descriptors = Stream.of("aa*7", "", "bb", "cc")
                .flatMap(frame -> packetize(packetizer, bytes(frame)).stream())
                .map(payload -> HexFormat.of().formatHex(payload, 2, 4))
                .toList();
        assertThat(descriptors).containsExactly("fffe", "fffe", "ffff", "8000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 1143, 1144, 1145, 2288, 10_000})
    void makesTheVeryPayloadsThatFfmpegMakes(int length) {
        byte[] frame = new byte[length];
        new Random(length).nextBytes(frame);
        List<byte[]> ours = packetize(new Vp8Packetizer(0, 1148), frame);
        assertThat(hex(ours)).isEqualTo(hex(FfmpegRtpMuxer.packetize(avcodec.AV_CODEC_ID_VP8, frame, 1148)));
        assertThat(depacketize(ours)).isEqualTo(frame);
    }

    private static List<byte[]> packetize(Vp8Packetizer packetizer, byte[] frame) {
        return Payloads.list(packetizer.packetize(Payloads.frame(VideoCodec.VP8, frame)));
    }

    /** The way back (RFC 7741 §4.2), for the descriptor that we write. */
    private static byte[] depacketize(List<byte[]> payloads) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int i = 0; i < payloads.size(); i++) {
            byte[] payload = payloads.get(i);
            boolean start = (payload[0] & 0x10) != 0;
            assertThat(start).isEqualTo(i == 0);
            assertThat(payload[0] & 0x80).as("X").isEqualTo(0x80);
            assertThat(payload[1] & 0xFF).as("only I").isEqualTo(0x80);
            frame.write(payload, 4, payload.length - 4);
        }
        return frame.toByteArray();
    }
}
