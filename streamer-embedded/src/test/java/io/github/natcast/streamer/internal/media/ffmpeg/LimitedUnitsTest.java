package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.h264.H264Packetizer;
import io.github.natcast.streamer.internal.rtp.h264.PacketizationMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** H.264 whose NAL units fit into one packet each, as packetization mode 0 needs (RFC 6184 §6.2). */
final class LimitedUnitsTest {
    private static final EncodingFormat LIMITED =
            EncodingFormat.of(VideoCodec.H264).withMaximumUnit(PacketSizes.MAXIMUM_PAYLOAD);
    private static final VideoSettings SETTINGS = VideoSettings.defaults();
    private static final int WIDTH = SETTINGS.width();
    private static final int HEIGHT = SETTINGS.height();
    private static final int PICTURES = 30;

    static Stream<String> softwareEncoders() throws Exception {
        return new FfmpegEncoders().candidates(LIMITED).stream().filter(name -> name.startsWith("lib"));
    }

    @ParameterizedTest
    @MethodSource("softwareEncoders")
    void everyUnitFitsAPacketAndFfmpegDecodesThePicture(String name) throws Exception {
        H264Packetizer packetizer = new H264Packetizer(PacketizationMode.SINGLE_NAL_UNIT);
        int keyFrames = 0;
        int others = 0;
        try (VideoEncoder encoder = new FfmpegEncoders().open(name, LIMITED, SETTINGS);
                TestDecoder decoder = new TestDecoder(VideoCodec.H264)) {
            for (int number = 0; number < PICTURES; number++) {
                byte[] luma = landscape(number);
                // An encoder may skip a picture to keep the rate.
                for (EncodedFrame frame : encode(encoder, luma, number, number % 13 == 0)) {
                    List<Integer> lengths = unitLengths(frame.data());
                    assertFits(lengths);
                    assertThat(packetizer.packetize(frame).packetCount()).isEqualTo(lengths.size());
                    TestDecoder.Picture decoded = decoder.decode(frame.data()).orElseThrow();
                    assertThat(meanError(luma, decoded.luma()))
                            .as("error of picture %d", number)
                            .isLessThan(8);
                    if (frame.keyFrame()) {
                        keyFrames++;
                        assertThat(lengths).hasSizeGreaterThan(20);
                    } else {
                        others++;
                    }
                }
            }
        }
        assertThat(keyFrames).isEqualTo(3);
        assertThat(others).isGreaterThan(PICTURES / 2);
    }

    /** Pictures that compress worst, at rates far above the usual: hundreds of slices in a picture. */
    @ParameterizedTest
    @MethodSource("softwareEncoders")
    void theUnitsOfNoiseFitToo(String name) throws Exception {
        Random random = new Random(1);
        byte[] luma = new byte[WIDTH * HEIGHT];
        int mostUnits = 0;
        try (VideoEncoder encoder = new FfmpegEncoders().open(name, LIMITED, SETTINGS.withBitrate(40_000_000))) {
            for (int number = 0; number < 15; number++) {
                random.nextBytes(luma);
                for (EncodedFrame frame : encode(encoder, luma, number, number % 7 == 0)) {
                    List<Integer> lengths = unitLengths(frame.data());
                    assertFits(lengths);
                    mostUnits = Math.max(mostUnits, lengths.size());
                }
            }
        }
        assertThat(mostUnits).isGreaterThan(200);
    }

    @Test
    void withoutTheLimitUnitsAreLonger() throws Exception {
        try (VideoEncoder encoder =
                new FfmpegEncoders().open("libopenh264", EncodingFormat.of(VideoCodec.H264), SETTINGS)) {
            byte[] data = encode(encoder, landscape(0), 0, true).get(0).data();

            assertThat(unitLengths(data))
                    .anySatisfy(length -> assertThat(length).isGreaterThan(10_000));
        }
    }

    @Test
    void onlyEncodersThatCanLimitTheirSlicesAreTried() throws Exception {
        FfmpegEncoders encoders = new FfmpegEncoders();

        assertThat(encoders.candidates(LIMITED))
                .contains("libopenh264")
                .doesNotContain("h264_vaapi", "h264_vulkan", "h264_v4l2m2m");
        assertThat(encoders.candidates(EncodingFormat.of(VideoCodec.VP8).withMaximumUnit(1148)))
                .isEmpty();
        assertThatThrownBy(() -> encoders.open("h264_vaapi", LIMITED, SETTINGS))
                .isInstanceOf(EncoderException.class)
                .hasMessageStartingWith(
                        "\"h264_vaapi\" is not an encoder for H264 in NAL units of at most 1148 bytes; there are [")
                .hasMessageContaining("libopenh264");
    }

    private static void assertFits(List<Integer> lengths) {
        assertThat(lengths).allSatisfy(length -> assertThat(length).isLessThanOrEqualTo(PacketSizes.MAXIMUM_PAYLOAD));
    }

    private static List<EncodedFrame> encode(VideoEncoder encoder, byte[] luma, int number, boolean keyFrame)
            throws Exception {
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(WIDTH, HEIGHT));
        pixels.put(0, luma);
        for (int i = luma.length; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) 128);
        }
        VideoFrame picture = VideoFrame.of(PixelFormat.I420, WIDTH, HEIGHT, pixels, 0);
        List<EncodedFrame> out = new ArrayList<>();
        encoder.encode(picture, number * SETTINGS.frameIntervalNanos(), keyFrame, out::add);
        picture.release();
        return out;
    }

    /** Full of moving edges, with a completely different picture every ten. */
    private static byte[] landscape(int number) {
        byte[] luma = new byte[WIDTH * HEIGHT];
        int scene = number / 10 + 3;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int moved = x + number * 3;
                int shade = (moved * scene ^ y * 5) >> 2 & 31;
                luma[y * WIDTH + x] = (byte) (60 + shade + ((moved >> 5 ^ y >> 5) & 7) * 12);
            }
        }
        return luma;
    }

    private static List<Integer> unitLengths(byte[] data) {
        List<Integer> lengths = new ArrayList<>();
        AnnexB units = new AnnexB(data);
        while (units.next()) {
            lengths.add(units.length());
        }
        return lengths;
    }

    private static double meanError(byte[] expected, byte[] found) {
        long sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs((expected[i] & 0xff) - (found[i] & 0xff));
        }
        return (double) sum / expected.length;
    }
}
