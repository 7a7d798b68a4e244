package io.github.natcast.streamer.internal.rtp.h265;

import static io.github.natcast.streamer.internal.rtp.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.ffmpeg.TestDecoder;
import io.github.natcast.streamer.internal.media.ffmpeg.X265Stream;
import io.github.natcast.streamer.internal.rtp.FfmpegRtpMuxer;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.Payloads;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The stream of a real encoder, packetized as FFmpeg does it, and decoded from the payloads. */
@Tag("gpl")
class RealH265Test {
    private static final VideoSettings SETTINGS =
            VideoSettings.defaults().withSize(640, 360).withBitrate(3_000_000);
    private static final int PICTURES = 30;

    private static List<EncodedFrame> frames = List.of();

    @BeforeAll
    static void encode() throws Exception {
        frames = X265Stream.encode(SETTINGS, PICTURES);
    }

    @Test
    void everyKeyFrameIsMainAndCarriesItsParameterSets() throws Exception {
        assertThat(frames).hasSize(PICTURES);
        for (int number = 0; number < PICTURES; number++) {
            EncodedFrame frame = frames.get(number);
            assertThat(frame.keyFrame()).as("frame %d", number).isEqualTo(number % 10 == 0);
            if (frame.keyFrame()) {
                assertThat(X265Stream.check(SETTINGS, frame)).isEqualTo("profile-id 1");
            }
        }
    }

    @Test
    void makesTheVeryPayloadsThatFfmpegMakes() {
        int compared = 0;
        int fragments = 0;
        int aggregates = 0;
        for (EncodedFrame frame : frames) {
            List<byte[]> ours = Payloads.list(new H265Packetizer().packetize(frame));
            List<byte[]> oracle =
                    FfmpegRtpMuxer.packetize(avcodec.AV_CODEC_ID_HEVC, frame.data(), PacketSizes.MAXIMUM_PAYLOAD);
            // FFmpeg leaves the last two bytes of an aggregation packet unused.
            if (ours.stream()
                    .noneMatch(payload -> H265PacketizerTest.isAggregate(payload)
                            && payload.length > PacketSizes.MAXIMUM_PAYLOAD - 2)) {
                assertThat(hex(ours)).isEqualTo(hex(oracle));
                compared++;
            }
            aggregates +=
                    (int) ours.stream().filter(H265PacketizerTest::isAggregate).count();
            fragments += (int) ours.stream()
                    .filter(payload -> H265NalUnitType.of(payload[0]) == H265NalUnitType.FRAGMENTATION_UNIT)
                    .count();
        }
        assertThat(compared).isGreaterThan(PICTURES - 5);
        assertThat(aggregates).as("aggregation packets").isPositive();
        assertThat(fragments).as("fragmentation units").isPositive();
    }

    @Test
    void whatComesOutOfThePayloadsIsDecodedToThePicturesThatWentIn() {
        try (TestDecoder decoder = new TestDecoder(VideoCodec.H265)) {
            for (int number = 0; number < PICTURES; number++) {
                PacketizedFrame packets = new H265Packetizer().packetize(frames.get(number));
                ByteArrayOutputStream received = new ByteArrayOutputStream();
                for (byte[] unit : H265Depacketizer.units(Payloads.list(packets))) {
                    received.writeBytes(new byte[] {0, 0, 1});
                    received.writeBytes(unit);
                }
                TestDecoder.Picture picture =
                        decoder.decode(received.toByteArray()).orElseThrow();
                assertThat(picture.width()).isEqualTo(640);
                assertThat(picture.height()).isEqualTo(360);
                assertThat(picture.lumaAt(number * 8 + 8, 180)).isBetween(190, 240);
                assertThat(picture.lumaAt(600, 180)).isBetween(40 + number * 2 - 12, 40 + number * 2 + 12);
            }
        }
    }
}
