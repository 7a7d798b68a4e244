package io.github.natcast.streamer.internal.media.source.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.PixelFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the bytes come, the same frames come out; and whatever comes, no more is allocated than a header may ask. */
final class FrameParserTest {
    private static final int SEEDS = 200;
    private static final List<PixelFormat> FORMATS = List.of(PixelFormat.values());

    /** Keeps what it is given. */
    private static final class Keeper implements FrameParser.Receiver {
        final List<FrameHeader> headers = new ArrayList<>();
        final List<byte[]> contents = new ArrayList<>();
        long mostBytes;

        @Override
        public ByteBuffer room(FrameHeader header) {
            mostBytes = Math.max(mostBytes, header.length());
            return ByteBuffer.allocate(header.length());
        }

        @Override
        public void complete(FrameHeader header, ByteBuffer content) {
            byte[] copy = new byte[content.remaining()];
            content.get(copy);
            headers.add(header);
            contents.add(copy);
        }
    }

    static List<Integer> seeds() {
        return new Random(12).ints(SEEDS).boxed().toList();
    }

    private static byte[] someFrames(Random random, List<byte[]> contents) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            PixelFormat format = FORMATS.get(random.nextInt(FORMATS.size()));
            int width = 1 + random.nextInt(40);
            int height = 1 + random.nextInt(20);
            byte[] frame = random.nextInt(3) == 0
                    ? FrameBytes.audio(1, i, new short[1 + random.nextInt(300)]).array()
                    : FrameBytes.picture(format, width, height, 0, i).array();
            for (int at = 32; at < frame.length; at++) {
                frame[at] = (byte) random.nextInt();
            }
            contents.add(Arrays.copyOfRange(frame, 32, frame.length));
            stream.writeBytes(frame);
        }
        return stream.toByteArray();
    }

    /** Puts the bytes in pieces of random lengths, as reads of a socket do. */
    private static void feed(FrameParser parser, byte[] bytes, int count, Random random) throws FrameSocketException {
        int at = 0;
        while (at < count) {
            ByteBuffer target = parser.target();
            assertThat(target.hasRemaining()).isTrue();
            int piece = Math.min(Math.min(1 + random.nextInt(64), count - at), target.remaining());
            target.put(bytes, at, piece);
            at += piece;
            parser.advance();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anySplitGivesTheSameFrames(int seed) throws FrameSocketException {
        Random random = new Random(seed);
        List<byte[]> contents = new ArrayList<>();
        byte[] stream = someFrames(random, contents);
        Keeper keeper = new Keeper();
        FrameParser parser = new FrameParser(keeper);

        feed(parser, stream, stream.length, random);

        assertThat(keeper.contents).usingElementComparator(Arrays::compare).isEqualTo(contents);
        assertThat(keeper.headers)
                .extracting(FrameHeader::captureNanos)
                .isSorted()
                .startsWith(0L);
        assertThat(parser.isWithinFrame()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStreamThatEndsTooSoonGivesWholeFramesAlone(int seed) throws FrameSocketException {
        Random random = new Random(seed);
        List<byte[]> contents = new ArrayList<>();
        byte[] stream = someFrames(random, contents);
        int end = random.nextInt(stream.length);
        int whole = 0;
        int begin = 0;
        while (begin + 32 + contents.get(whole).length <= end) {
            begin += 32 + contents.get(whole).length;
            whole++;
        }
        Keeper keeper = new Keeper();
        FrameParser parser = new FrameParser(keeper);

        feed(parser, stream, end, random);

        assertThat(keeper.contents).hasSize(whole);
        assertThat(parser.isWithinFrame()).isEqualTo(end > begin);
    }

    /** One byte of a header is another: the frame is refused in words, or is one that the limits allow. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aHeaderThatIsDamagedAsksForNothingBeyondTheLimits(int seed) {
        Random random = new Random(seed);
        byte[] stream = someFrames(random, new ArrayList<>());
        stream[random.nextInt(32)] = (byte) random.nextInt();
        Keeper keeper = new Keeper();

        try {
            feed(new FrameParser(keeper), stream, stream.length, random);
        } catch (FrameSocketException wrong) {
            assertThat(wrong).message().isNotBlank().doesNotContain("\n");
        }
        assertThat(keeper.mostBytes).isLessThanOrEqualTo(VideoHeader.MOST_BYTES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void numbersOfAnySizeBehindATrueBeginningAreBounded(int seed) {
        Random random = new Random(seed);
        Keeper keeper = new Keeper();
        byte[] header = FrameBytes.header(
                        1 + random.nextInt(2),
                        random.nextInt(8),
                        random.nextInt() >> random.nextInt(32),
                        random.nextInt() >> random.nextInt(32),
                        random.nextBoolean() ? 0 : random.nextInt() >> random.nextInt(32),
                        random.nextInt() >> random.nextInt(32),
                        random.nextLong())
                .array();

        try {
            feed(new FrameParser(keeper), header, header.length, random);
        } catch (FrameSocketException wrong) {
            assertThat(wrong).message().contains(" ");
        }
        assertThat(keeper.mostBytes).isLessThanOrEqualTo(VideoHeader.MOST_BYTES);
    }
}
