package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Packets of a sender that has the keys, RTP and RTCP in turn: each input is packets behind a length byte. What comes
 * out is bounded by what went in, frames have rising capture times, and feedback is bounded.
 */
final class MediaReceiverFuzzTest extends FuzzTargetTest {
    private static final MediaReceiverFuzzTest TARGET = new MediaReceiverFuzzTest();
    private static final int MARGIN = 12;

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(input, 0);
    }

    /** Hands over one byte of what is behind a long packet. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(input, 1);
    }

    @Override
    protected long mostAllocated(int length) {
        // Places for packets in order, of each stream that a packet may begin.
        return (1 << 20) + 40_000L * length;
    }

    private static void check(byte[] input, int excess) {
        int one = run(input, (byte) 0x81, excess);
        int other = run(input, (byte) 0x10, excess);
        Promise.keeps("the bytes around a packet do not matter", one == other);
    }

    /** Returns what tells outputs apart. */
    private static int run(byte[] input, byte around, int excess) {
        Output output = new Output();
        MediaReceiver receiver = new MediaReceiver(
                new ReceivePlan(
                        List.of(
                                video(96, VideoCodec.VP8),
                                video(98, VideoCodec.H264),
                                video(100, VideoCodec.H265),
                                video(102, VideoCodec.AV1),
                                new ReceivedFormat(111, OptionalInt.empty(), Optional.empty(), false, false)),
                        Map.of(
                                HeaderExtension.TRANSPORT_SEQUENCE_NUMBER, 3,
                                HeaderExtension.ABSOLUTE_CAPTURE_TIME, 4),
                        (input.length & 1) == 0),
                1,
                "fuzz",
                output,
                compound -> output.compounds += compound.size());
        int position = 0;
        int packets = 0;
        long now = 1_000_000_000L;
        while (position < input.length) {
            int length = Math.min(input[position] & 0xFF, input.length - position - 1);
            byte[] buffer = new byte[MARGIN + length + MARGIN];
            Arrays.fill(buffer, around);
            System.arraycopy(input, position + 1, buffer, MARGIN, length);
            Arrival at = new Arrival(now, now);
            boolean rtcp = length > 1 && (buffer[MARGIN + 1] & 0xFF) >= 192 && (buffer[MARGIN + 1] & 0xFF) <= 223;
            if (rtcp) {
                receiver.receiveRtcp(buffer, MARGIN, length, at);
            } else {
                receiver.receiveRtp(buffer, MARGIN, length + (length > 60 ? excess : 0), at);
            }
            position += 1 + length;
            packets++;
            now += 7_000_000L;
        }
        for (int i = 0; i < 100; i++) {
            now += 20_000_000L;
            receiver.poll(new Arrival(now, now));
        }
        // An aggregate's unit of one byte gets a start code, and a key frame the parameter sets that it lacks.
        Promise.atMost("bytes that came out", output.bytes, (5L + output.frames) * input.length);
        Promise.atMost("frames", output.frames, packets);
        Promise.atMost("feedback", output.compounds, 40L * (packets + 100));
        return output.digest;
    }

    private static ReceivedFormat video(int type, VideoCodec codec) {
        return new ReceivedFormat(type, OptionalInt.of(type + 1), Optional.of(codec), true, true);
    }

    private static final class Output implements ReceivedMedia {
        long bytes;
        int frames;
        int compounds;
        int digest;

        @Override
        public void onVideo(EncodedUnit unit) {
            take(unit.data());
        }

        @Override
        public void onOpus(byte[] packet, long captureTimeNanos) {
            take(packet);
        }

        private void take(byte[] data) {
            frames++;
            bytes += data.length;
            digest = 31 * digest + Arrays.hashCode(data);
        }
    }
}
