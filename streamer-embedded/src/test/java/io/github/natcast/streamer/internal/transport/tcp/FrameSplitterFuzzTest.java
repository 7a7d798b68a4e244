package io.github.natcast.streamer.internal.transport.tcp;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What comes over an ICE-TCP connection, wherever TCP cut it. The first two bytes say where: the stream is cut there,
 * and the packets are those of the whole, read by the grammar of RFC 4571 §2.
 */
final class FrameSplitterFuzzTest extends FuzzTargetTest {
    private static final FrameSplitterFuzzTest TARGET = new FrameSplitterFuzzTest();
    private static final int LARGEST = 300;

    /** {@link FrameSplitter#next}. */
    interface Splitter {
        int next(ByteBuffer bytes, byte[] packet);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(new FrameSplitter()::next, input);
    }

    /** Loses a byte that comes alone, where it is negative. */
    @Override
    protected void checkFaulty(byte[] input) {
        FrameSplitter splitter = new FrameSplitter();
        check(
                (bytes, packet) -> {
                    if (bytes.remaining() == 1 && bytes.get(bytes.position()) < 0) {
                        bytes.get();
                    }
                    return splitter.next(bytes, packet);
                },
                input);
    }

    private static void check(Splitter splitter, byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 2, input.length);
        List<byte[]> expected = new ArrayList<>();
        boolean tooLong = expected(stream, expected);
        int first = Math.min(stream.length, input[0] & 0xff);
        int second = Math.min(stream.length, first + (input[1] & 0xff));
        List<byte[]> packets = new ArrayList<>();
        int end = take(splitter, stream, 0, first, packets);
        end = end == FrameSplitter.TOO_LONG ? end : take(splitter, stream, first, second, packets);
        end = end == FrameSplitter.TOO_LONG ? end : take(splitter, stream, second, stream.length, packets);

        Promise.keeps(
                "a frame that is too long ends the stream, no other does", (end == FrameSplitter.TOO_LONG) == tooLong);
        Promise.keeps("as many packets", packets.size() == expected.size(), packets.size());
        for (int i = 0; i < packets.size(); i++) {
            Promise.keeps("the same packets", Arrays.equals(packets.get(i), expected.get(i)), i);
        }
    }

    /** The whole stream by the grammar; true when its end is a frame that is too long, of which a byte came. */
    private static boolean expected(byte[] stream, List<byte[]> packets) {
        int at = 0;
        while (at + 2 <= stream.length) {
            int length = (stream[at] & 0xff) << 8 | (stream[at + 1] & 0xff);
            at += 2;
            if (length > LARGEST && at < stream.length) {
                return true;
            }
            if (at + length > stream.length) {
                return false;
            }
            if (length > 0) {
                packets.add(Arrays.copyOfRange(stream, at, at + length));
            }
            at += length;
        }
        return false;
    }

    private static int take(Splitter splitter, byte[] stream, int from, int to, List<byte[]> packets) {
        ByteBuffer bytes = ByteBuffer.wrap(stream, from, to - from);
        byte[] packet = new byte[LARGEST];
        int length = splitter.next(bytes, packet);
        while (length >= 0) {
            Promise.keeps("a packet has content and room", length > 0 && length <= LARGEST, length);
            packets.add(Arrays.copyOf(packet, length));
            length = splitter.next(bytes, packet);
        }
        Promise.keeps("all bytes are taken", length == FrameSplitter.TOO_LONG || !bytes.hasRemaining());
        return length;
    }
}
