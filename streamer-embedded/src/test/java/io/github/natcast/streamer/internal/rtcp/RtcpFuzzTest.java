package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.util.Arrays;
import java.util.List;

/**
 * A compound of a viewer that has the keys: what it takes in memory is bounded, and writing what was read is stable.
 */
final class RtcpFuzzTest extends FuzzTargetTest {
    private static final RtcpFuzzTest TARGET = new RtcpFuzzTest();
    private static final int MOST_PACKETS = 32;

    /** {@link RtcpReader#read}. */
    interface Reader {
        List<RtcpPacket> read(byte[] buffer, int offset, int length);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(RtcpReader::read, input);
    }

    /** Loses the sign of an arrival that went back. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (buffer, offset, length) -> RtcpReader.read(buffer, offset, length).stream()
                        .map(packet -> packet instanceof TransportFeedback feedback ? withoutSign(feedback) : packet)
                        .toList(),
                input);
    }

    private static RtcpPacket withoutSign(TransportFeedback read) {
        int[] arrivals = Arrays.stream(read.arrivals())
                .map(ticks -> ticks == TransportFeedback.LOST ? ticks : Math.abs(ticks))
                .toArray();
        return new TransportFeedback(
                read.senderSsrc(),
                read.mediaSsrc(),
                read.feedbackCount(),
                read.baseSequenceNumber(),
                read.referenceTicks(),
                arrivals);
    }

    private static void check(Reader reader, byte[] input) {
        byte[] buffer = new byte[input.length + 24];
        Arrays.fill(buffer, (byte) 0x81); // what follows looks like RTCP, too
        System.arraycopy(input, 0, buffer, 12, input.length);
        List<RtcpPacket> packets = reader.read(buffer, 12, input.length);

        Promise.atMost("packets of a compound", packets.size(), Math.min(MOST_PACKETS, input.length / 4));
        long entries = 0;
        for (RtcpPacket packet : packets) {
            entries += entries(packet);
        }
        // A run of 8191 packets takes two bytes; what it makes is bounded by the packets of one feedback.
        Promise.atMost("entries", entries, MOST_PACKETS * (long) TransportFeedback.MAXIMUM_PACKETS);
        Promise.keeps("the bytes around it do not matter", same(packets, RtcpReader.read(input, 0, input.length)));
        packets.forEach(packet -> rewritten(reader, packet));
    }

    private static long entries(RtcpPacket packet) {
        if (packet instanceof TransportFeedback feedback) {
            Promise.atMost("packets of a feedback", feedback.arrivals().length, TransportFeedback.MAXIMUM_PACKETS);
            return feedback.arrivals().length;
        }
        if (packet instanceof GenericNack nack) {
            return nack.entries().size();
        }
        return packet instanceof FullIntraRequest request ? request.entries().size() : 1;
    }

    /** Writing reaches a fixed point: the packet that was written is read as itself. */
    private static void rewritten(Reader reader, RtcpPacket packet) {
        int length = packet.encodedLength();
        Promise.keeps("a length in words of 32 bits", length % 4 == 0 && length > 0, length);
        byte[] written = new byte[length];
        packet.write(written, 0);
        List<RtcpPacket> again = reader.read(written, 0, length);
        // An estimate that was cut to a long's largest value has more bits than the format.
        boolean cut =
                packet instanceof ReceiverEstimatedMaximumBitrate estimate && estimate.bitrate() == Long.MAX_VALUE;
        Promise.keeps("what was written is read as it was", cut || same(List.of(packet), again), packet);
    }

    private static boolean same(List<RtcpPacket> some, List<RtcpPacket> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            boolean equal = some.get(i) instanceof TransportFeedback one
                    ? others.get(i) instanceof TransportFeedback other && same(one, other)
                    : some.get(i).equals(others.get(i));
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    /** Records compare arrays by identity. */
    private static boolean same(TransportFeedback one, TransportFeedback other) {
        return one.senderSsrc() == other.senderSsrc()
                && one.mediaSsrc() == other.mediaSsrc()
                && one.feedbackCount() == other.feedbackCount()
                && one.baseSequenceNumber() == other.baseSequenceNumber()
                && one.referenceTicks() == other.referenceTicks()
                && Arrays.equals(one.arrivals(), other.arrivals());
    }
}
