package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a program sends to a frame socket. The first byte says in pieces of how many bytes it is read. */
final class FrameParserFuzzTest extends FuzzTargetTest {
    private static final FrameParserFuzzTest TARGET = new FrameParserFuzzTest();
    /** What is allocated here; a larger frame is as good as one that does not end. */
    private static final int MOST_HERE = 1 << 16;

    /** {@link FrameHeader#read}. */
    interface HeaderReader {
        FrameHeader read(ByteBuffer bytes) throws FrameSocketException;
    }

    /** The frames of a stream, and how it ended. */
    private record Result(List<FrameHeader> headers, List<ByteBuffer> contents, boolean refused) {}

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(FrameHeader::read, input);
    }

    /** Overlooks the highest bit of the byte that must be 0. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                bytes -> {
                    byte[] header = new byte[FrameHeader.BYTES];
                    bytes.get(header);
                    header[7] &= 0x7f;
                    return FrameHeader.read(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN));
                },
                input);
    }

    /** Some frames of the largest size that is taken here. */
    @Override
    protected long mostAllocated(int length) {
        return 1 << 20;
    }

    private static void check(HeaderReader reader, byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        Result whole = parse(stream, stream.length);
        Result pieces = parse(stream, 1 + (input[0] & 0xff));
        Promise.keeps("any split gives the same frames", whole.equals(pieces), pieces);
        checkHeader(reader, stream);
        for (int i = 0; i < whole.headers.size(); i++) {
            frame(whole.headers.get(i), whole.contents.get(i));
        }
    }

    private static Result parse(byte[] stream, int piece) {
        Result result = new Result(new ArrayList<>(), new ArrayList<>(), false);
        FrameParser parser = new FrameParser(new FrameParser.Receiver() {
            @Override
            public ByteBuffer room(FrameHeader header) throws FrameSocketException {
                if (header.length() > MOST_HERE) {
                    throw new FrameSocketException("too large for a test");
                }
                return ByteBuffer.allocate(header.length());
            }

            @Override
            public void complete(FrameHeader header, ByteBuffer content) {
                Promise.keeps("the content is whole", content.remaining() == header.length(), header);
                result.headers.add(header);
                result.contents.add(content);
            }
        });
        try {
            for (int at = 0; at < stream.length; ) {
                Promise.keeps("there is room for a byte", parser.target().hasRemaining());
                int count = Math.min(
                        Math.min(piece, stream.length - at), parser.target().remaining());
                parser.target().put(stream, at, count);
                at += count;
                parser.advance();
            }
        } catch (FrameSocketException refused) {
            return new Result(result.headers, result.contents, true);
        }
        return result;
    }

    /** What a header asks for is bounded and belongs to its picture, before anything is allocated for it. */
    private static void checkHeader(HeaderReader reader, byte[] stream) {
        if (stream.length < FrameHeader.BYTES) {
            return;
        }
        try {
            FrameHeader header = reader.read(ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN));
            Promise.keeps("a byte follows", header.length() >= 1, header);
            Promise.atMost("what is allocated", header.length(), VideoHeader.MOST_BYTES);
            Promise.keeps("a header that is taken is written as it was read", isSame(header, stream), header);
            if (header instanceof VideoHeader video) {
                Promise.keeps("the first plane fits", (long) video.stride() * video.height() <= video.length(), video);
                Promise.keeps(
                        "the length is the format's",
                        video.stride() != video.format().rowBytes(0, video.width())
                                || video.length() == video.format().pictureBytes(video.width(), video.height()),
                        video);
            }
        } catch (FrameSocketException refused) {
            String words = String.valueOf(refused.getMessage());
            Promise.keeps("a refusal is one line of words", words.indexOf(' ') > 0 && words.indexOf('\n') < 0, words);
        }
    }

    private static boolean isSame(FrameHeader header, byte[] stream) {
        ByteBuffer sent = ByteBuffer.wrap(stream, 0, FrameHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer written;
        if (header instanceof VideoHeader video) {
            written = FrameBytes.header(
                    FrameHeader.VIDEO,
                    FrameHeader.numberOf(video.format()),
                    video.width(),
                    video.height(),
                    sent.getInt(16) == 0 ? 0 : video.stride(),
                    video.length(),
                    video.captureNanos());
        } else {
            AudioHeader audio = (AudioHeader) header;
            int format = audio.floats() ? AudioHeader.FLOAT_32_BIT : AudioHeader.SIGNED_16_BIT;
            written = FrameBytes.header(
                    FrameHeader.AUDIO,
                    format,
                    audio.sampleRate(),
                    audio.channels(),
                    0,
                    audio.length(),
                    audio.captureNanos());
        }
        return written.equals(sent);
    }

    /** A header that was taken makes a frame. */
    private static void frame(FrameHeader header, ByteBuffer content) {
        if (header instanceof VideoHeader video) {
            video.frame(content.duplicate(), 1, () -> {});
        } else if (header instanceof AudioHeader audio) {
            audio.frame(content.duplicate(), 1);
        }
    }
}
