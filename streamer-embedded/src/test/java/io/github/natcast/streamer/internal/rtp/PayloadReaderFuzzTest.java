package io.github.natcast.streamer.internal.rtp;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.av1.Av1Packetizer;
import io.github.natcast.streamer.internal.rtp.av1.Av1PayloadReader;
import io.github.natcast.streamer.internal.rtp.h264.H264Packetizer;
import io.github.natcast.streamer.internal.rtp.h264.H264PayloadReader;
import io.github.natcast.streamer.internal.rtp.h264.PacketizationMode;
import io.github.natcast.streamer.internal.rtp.h265.H265Packetizer;
import io.github.natcast.streamer.internal.rtp.h265.H265PayloadReader;
import io.github.natcast.streamer.internal.rtp.vp8.Vp8Packetizer;
import io.github.natcast.streamer.internal.rtp.vp8.Vp8PayloadReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A frame's payloads as a sender with the keys may make them: the first byte names the format, then each stands behind
 * its length. What is joined is not longer than it can be, and stays the same when it is split and joined again.
 */
final class PayloadReaderFuzzTest extends FuzzTargetTest {
    private static final PayloadReaderFuzzTest TARGET = new PayloadReaderFuzzTest();

    private static final List<VideoCodec> CODECS = List.of(VideoCodec.values());

    /** A start code or a size for each byte, at worst. */
    private static final int LONGEST = 5;

    private static final int MAXIMUM_PAYLOAD = 20;

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(PayloadReader::join, input);
    }

    /** Loses the last byte of a long frame in many payloads. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (reader, payloads) -> reader.join(payloads)
                        .map(frame -> payloads.size() > 2 ? Arrays.copyOf(frame, frame.length - 1) : frame),
                input);
    }

    private static void check(BiFunction<PayloadReader, List<byte[]>, Optional<byte[]>> join, byte[] input) {
        if (input.length == 0) {
            return;
        }
        VideoCodec codec = CODECS.get((input[0] & 0xFF) % CODECS.size());
        List<byte[]> payloads = payloads(input);
        PayloadReader reader = reader(codec);
        payloads.forEach(reader::isFirst);
        Optional<byte[]> joined = join.apply(reader, payloads);
        if (joined.isEmpty()) {
            return;
        }
        Promise.atMost("bytes of a frame", joined.get().length, (long) LONGEST * input.length);
        List<byte[]> again;
        try {
            again = Payloads.list(packetizer(codec).packetize(new EncodedFrame(codec, joined.get(), true, 0)));
        } catch (UnpacketizableFrameException broken) {
            return; // an OBU that claims to be longer than it is
        }
        if (!again.isEmpty()) {
            byte[] once =
                    join.apply(reader, again).orElseThrow(() -> new AssertionError("its own payloads are joined"));
            List<byte[]> twice = list(codec, once);
            Promise.keeps("what is split and joined stays", Payloads.hex(twice).equals(Payloads.hex(again)));
        }
    }

    private static List<byte[]> list(VideoCodec codec, byte[] frame) {
        try {
            return Payloads.list(packetizer(codec).packetize(new EncodedFrame(codec, frame, true, 0)));
        } catch (UnpacketizableFrameException broken) {
            throw new AssertionError("what was joined can be split", broken);
        }
    }

    private static List<byte[]> payloads(byte[] input) {
        List<byte[]> payloads = new ArrayList<>();
        int position = 1;
        while (position < input.length) {
            int length = Math.min(input[position] & 0xFF, input.length - position - 1);
            if (length > 0) {
                payloads.add(Arrays.copyOfRange(input, position + 1, position + 1 + length));
            }
            position += 1 + length;
        }
        return payloads;
    }

    private static PayloadReader reader(VideoCodec codec) {
        return switch (codec) {
            case H264 -> new H264PayloadReader();
            case H265 -> new H265PayloadReader();
            case VP8 -> new Vp8PayloadReader();
            case AV1 -> new Av1PayloadReader();
        };
    }

    private static Packetizer packetizer(VideoCodec codec) {
        return switch (codec) {
            case H264 -> new H264Packetizer(PacketizationMode.NON_INTERLEAVED, MAXIMUM_PAYLOAD);
            case H265 -> new H265Packetizer(MAXIMUM_PAYLOAD);
            case VP8 -> new Vp8Packetizer(0, MAXIMUM_PAYLOAD);
            case AV1 -> new Av1Packetizer(MAXIMUM_PAYLOAD);
        };
    }
}
