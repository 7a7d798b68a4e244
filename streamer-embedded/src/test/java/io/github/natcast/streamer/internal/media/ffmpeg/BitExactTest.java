package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.EncodedVideoSource;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.h264.H264Depacketizer;
import io.github.natcast.streamer.internal.sender.Packetizers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pushed in encoded form leaves in the packets, bit by bit, and decodes to the same pictures. */
final class BitExactTest {
    private static final int PICTURES = 30;
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(600_000);

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    private static List<EncodedFrame> encode(VideoCodec codec) throws Exception {
        FfmpegEncoders encoders = new FfmpegEncoders();
        EncodingFormat format = EncodingFormat.of(codec);
        List<EncodedFrame> units = new ArrayList<>();
        for (String name : encoders.candidates(format)) {
            try (VideoEncoder encoder = encoders.open(name, format, SMALL)) {
                for (int i = 0; i < PICTURES; i++) {
                    VideoFrame picture = TestPictures.i420(320, 180, i, 0);
                    encoder.encode(picture, 1_000_000_000L + i * 40_000_000L, i % 10 == 0, units::add);
                    picture.release();
                }
                return units;
            } catch (EncoderException hardwareIsMissing) {
                units.clear();
            }
        }
        return units;
    }

    /** Pushes the pieces, and returns what the encoding hands on. */
    private static List<EncodedFrame> handOn(VideoCodec codec, List<EncodedFrame> pieces, int pictures)
            throws Exception {
        BlockingQueue<EncodedFrame> sent = new LinkedBlockingQueue<>();
        List<EncodedFrame> all = new ArrayList<>();
        try (MediaPipeline pipeline = MediaPipeline.ofVideo(SMALL, new FfmpegEncoders())) {
            EncodedVideoSource source = new EncodedVideoSource("camera", codec);
            pipeline.sources().start(source);
            pipeline.video().of(EncodingFormat.of(codec)).subscribe(sent::add);
            long start = System.nanoTime();
            for (EncodedFrame piece : pieces) {
                source.push(ByteBuffer.wrap(piece.data()), start + piece.captureTimeNanos() / 20, piece.keyFrame());
            }
            for (int i = 0; i < pictures; i++) {
                EncodedFrame frame = sent.poll(20, TimeUnit.SECONDS);
                assertThat(frame).as("unit %s of %s", i, pictures).isNotNull();
                all.add(frame);
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void unitsLeaveAsTheyCame(VideoCodec codec) throws Exception {
        List<EncodedFrame> units = encode(codec);
        assumeTrue(!units.isEmpty(), "no encoder for " + codec);

        List<EncodedFrame> sent = handOn(codec, units, units.size());

        assertThat(sent)
                .extracting(EncodedFrame::keyFrame)
                .isEqualTo(units.stream().map(EncodedFrame::keyFrame).toList());
        for (int i = 0; i < units.size(); i++) {
            assertThat(sent.get(i).data()).isEqualTo(units.get(i).data());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H264", "VP8"})
    void theDecodedPicturesOfThePacketsAreThoseOfTheUnits(VideoCodec codec) throws Exception {
        List<EncodedFrame> units = encode(codec);
        var packetizer = Packetizers.of(codec, OptionalInt.of(1), new Random(1));
        List<byte[]> received = new ArrayList<>();
        for (EncodedFrame frame : handOn(codec, units, units.size())) {
            PacketizedFrame packets = packetizer.packetize(frame);
            received.add(codec == VideoCodec.VP8 ? join(packets) : joinNals(packets));
        }
        try (TestDecoder expected = new TestDecoder(codec);
                TestDecoder actual = new TestDecoder(codec)) {
            for (int i = 0; i < units.size(); i++) {
                byte[] picture =
                        expected.decode(units.get(i).data()).orElseThrow().samples();
                assertThat(actual.decode(received.get(i)).orElseThrow().samples())
                        .isEqualTo(picture);
            }
        }
    }

    /** Without the descriptors of four bytes (RFC 7741 §4.2). */
    private static byte[] join(PacketizedFrame packets) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < packets.packetCount(); i++) {
            joined.write(packets.bytes(), packets.offset(i) + 4, packets.length(i) - 4);
        }
        return joined.toByteArray();
    }

    private static byte[] joinNals(PacketizedFrame packets) {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < packets.packetCount(); i++) {
            int from = packets.offset(i);
            payloads.add(Arrays.copyOfRange(packets.bytes(), from, from + packets.length(i)));
        }
        return write(H264Depacketizer.units(payloads), new Random(0));
    }

    /** Start codes of either length; parameter sets in a unit of their own, or with the first key frame only. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void howeverUnitsAreWrittenThePicturesAreTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        List<EncodedFrame> units = encode(VideoCodec.H264);
        List<EncodedFrame> pieces = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            EncodedFrame unit = units.get(i);
            List<byte[]> sets = nals(unit.data(), 7, 8);
            List<byte[]> slices = nals(unit.data(), 1, 5);
            int form = random.nextInt(3);
            List<byte[]> picture = new ArrayList<>(form == 0 ? sets : List.of());
            if (form == 1 || (form == 2 && i == 0)) {
                for (byte[] set : sets) {
                    pieces.add(new EncodedFrame(
                            VideoCodec.H264, write(List.of(set), random), false, unit.captureTimeNanos()));
                }
            }
            picture.addAll(slices);
            pieces.add(new EncodedFrame(
                    VideoCodec.H264, write(picture, random), unit.keyFrame(), unit.captureTimeNanos()));
        }
        List<EncodedFrame> sent = handOn(VideoCodec.H264, pieces, units.size());
        for (int i = 0; i < units.size(); i++) {
            assertThat(nals(sent.get(i).data(), 1, 5))
                    .containsExactlyElementsOf(nals(units.get(i).data(), 1, 5));
            assertThat(nals(sent.get(i).data(), 7, 8))
                    .containsExactlyElementsOf(nals(units.get(i).data(), 7, 8));
        }
    }

    private static List<byte[]> nals(byte[] unit, int... types) {
        List<byte[]> found = new ArrayList<>();
        AnnexB walk = new AnnexB(unit);
        while (walk.next()) {
            int type = unit[walk.offset()] & 0x1f;
            if (Arrays.stream(types).anyMatch(wanted -> wanted == type)) {
                found.add(Arrays.copyOfRange(unit, walk.offset(), walk.offset() + walk.length()));
            }
        }
        return found;
    }

    private static byte[] write(List<byte[]> nals, Random random) {
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        for (byte[] nal : nals) {
            unit.writeBytes(random.nextBoolean() ? new byte[] {0, 0, 0, 1} : new byte[] {0, 0, 1});
            unit.writeBytes(nal);
        }
        return unit.toByteArray();
    }
}
