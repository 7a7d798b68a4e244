package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Coded pictures of a file, a camera or a program. The first byte names the codec; then come units, each a length of
 * two bytes whose highest bit marks a key frame, and the unit.
 */
final class BitstreamFuzzTest extends FuzzTargetTest {
    private static final BitstreamFuzzTest TARGET = new BitstreamFuzzTest();
    private static final int MOST_UNITS = 30;

    /** {@link UnitReader}, one for each stream. */
    interface Readers {
        UnitReader of(VideoCodec codec);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(UnitReader::of, input);
    }

    /** Writes to the unit that it was given, where that has eleven bytes. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                codec -> {
                    UnitReader reader = UnitReader.of(codec);
                    return new UnitReader() {
                        @Override
                        public Kind read(byte[] unit) {
                            Kind kind = reader.read(unit);
                            unit[unit.length - 1] |= (byte) (unit.length == 11 ? 1 : 0);
                            return kind;
                        }

                        @Override
                        public byte[] complete(byte[] unit) {
                            return reader.complete(unit);
                        }

                        @Override
                        public @Nullable StreamFacts facts() {
                            return reader.facts();
                        }
                    };
                },
                input);
    }

    private static void check(Readers readers, byte[] input) {
        if (input.length == 0) {
            return;
        }
        VideoCodec[] codecs = VideoCodec.values();
        VideoCodec codec = codecs[(input[0] & 0xff) % codecs.length];
        List<EncodedUnit> units = units(codec, input);
        reader(readers.of(codec), units);
        stream(new CodedStream(codec), units);
        units.forEach(BitstreamFuzzTest::opus);
    }

    private static List<EncodedUnit> units(VideoCodec codec, byte[] input) {
        List<EncodedUnit> units = new ArrayList<>();
        for (int at = 1; at + 2 < input.length && units.size() < MOST_UNITS; ) {
            int length = Math.max(1, (input[at] & 0x7f) << 8 | (input[at + 1] & 0xff));
            int end = Math.min(input.length, at + 2 + length);
            units.add(
                    new EncodedUnit(codec, Arrays.copyOfRange(input, at + 2, end), input[at] < 0, units.size() * 40L));
            at = end;
        }
        return units;
    }

    private static void reader(UnitReader reader, List<EncodedUnit> units) {
        int bytes = 0;
        for (EncodedUnit unit : units) {
            byte[] data = unit.data().clone();
            bytes += data.length;
            reader.read(data);
            byte[] complete = reader.complete(data);
            Promise.keeps("a unit is not written to", Arrays.equals(data, unit.data()));
            // Each parameter set that came is in front once, with a start code of its own.
            Promise.atMost("a completed unit", complete.length, 2L * bytes + data.length);
            Promise.keeps("it holds the unit", holds(complete, data), complete.length);
        }
    }

    /** The unit stands in the completed one, in two parts at most: AV1 has the sequence behind a delimiter. */
    private static boolean holds(byte[] complete, byte[] data) {
        int front = 0;
        while (front < data.length && complete[front] == data[front]) {
            front++;
        }
        int back = data.length;
        int shift = complete.length - data.length;
        while (back > 0 && complete[back - 1 + shift] == data[back - 1]) {
            back--;
        }
        return shift >= 0 && back <= front;
    }

    private static void stream(CodedStream stream, List<EncodedUnit> units) {
        boolean any = false;
        for (EncodedUnit unit : units) {
            EncodedFrame frame = stream.read(unit);
            any |= frame != null;
            Promise.keeps("a stream begins with a key frame", frame == null || stream.hasBegun());
            if (frame != null) {
                Promise.keeps("no key frame is lost unseen", !frame.disposable() || !frame.keyFrame());
                Promise.atMost("the longest unit", CodedStream.longestUnit(frame), frame.data().length);
            }
        }
        if (any) {
            facts(stream.facts());
        }
    }

    private static void facts(StreamFacts facts) {
        Promise.keeps("words for it", !facts.toString().isBlank());
        Promise.keeps("a size", facts.width() >= 0 && facts.height() >= 0, facts.width() + "x" + facts.height());
        Promise.keeps("a profile of 24 bits", facts.profile() >> 24 == 0, facts.profile());
        Promise.keeps("what is copied", facts.copiedH264() >> 24 == 0, facts.copiedH264());
    }

    private static void opus(EncodedUnit unit) {
        long nanos = OpusPackets.durationNanos(unit.data());
        Promise.keeps("at most 120 ms (RFC 6716 §3.2.5)", nanos >= 0 && nanos <= 120_000_000, nanos);
        Promise.keeps("none is sent that is damaged", nanos > 0 || !OpusPackets.isSendable(unit.data()));
    }
}
