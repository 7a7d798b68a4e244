package io.github.natcast.streamer.internal.rtcp;

import static io.github.natcast.streamer.internal.rtcp.TransportFeedback.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransportFeedbackTest {

    @Test
    void readsRunLengthAndOneBitChunks() {
        // Base 0xFFFF, 10 packets: a run of 2 with small deltas, then a one-bit vector of which the first 8 count.
        TransportFeedback feedback =
                read("8fcd0007 00000001 00000002 ffff000a 00000101 2002 a000 01020304 00000000 0000");
        assertThat(feedback.baseSequenceNumber()).isEqualTo(0xFFFF);
        assertThat(feedback.referenceTicks()).isEqualTo(256);
        assertThat(feedback.feedbackCount()).isEqualTo(1);
        assertThat(feedback.arrivals()).containsExactly(1, 3, 6, LOST, LOST, LOST, LOST, LOST, LOST, LOST);
    }

    @Test
    void readsTwoBitChunksAndNegativeDeltas() {
        assertThat(read("8fcd0006 00000001 00000002 00050003 ffffff07 d200 04 fffc 000000")
                        .arrivals())
                .containsExactly(4, LOST, 0);
        assertThat(read("8fcd0006 00000001 00000002 00050003 ffffff07 d200 04 fffc 000000")
                        .referenceTicks())
                .isEqualTo(0xFFFFFFL * 256);
    }

    @Test
    void readsWhateverChunksTheViewerChooses() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            int[] arrivals = arrivals(random);
            byte[] bytes = encode(arrivals, random);
            List<RtcpPacket> packets = RtcpReader.read(bytes, 0, bytes.length);
            assertThat(packets).hasSize(1);
            assertThat(((TransportFeedback) packets.get(0)).arrivals()).isEqualTo(arrivals);
        }
    }

    @Test
    void writesWhatItReads() {
        Random random = new Random(6);
        for (int i = 0; i < 2_000; i++) {
            TransportFeedback feedback = new TransportFeedback(1, 2, 3, 65_000, 512, arrivals(random));
            byte[] bytes = new byte[feedback.encodedLength()];
            feedback.write(bytes, 0);
            assertThat(RtcpReader.read(bytes, 0, bytes.length))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(feedback);
        }
    }

    @Test
    void refusesARangeThatOnlyCostsMemory() {
        assertThat(RtcpReader.read(HexFormat.of().parseHex("8fcd0005000000010000000200001001000000001fff1fff"), 0, 24))
                .isEmpty();
        assertThat(read("8fcd0005 00000001 00000002 00001000 00000000 1fff1fff").arrivals())
                .hasSize(4096)
                .containsOnly(LOST);
    }

    /** Random bytes behind a true header: reads, or refuses, and never beyond the packet's end. */
    @Test
    void neverThrowsForAnyBytes() {
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[20 + 4 * random.nextInt(20)];
            random.nextBytes(bytes);
            bytes[0] = (byte) 0x8f;
            bytes[1] = (byte) 0xcd;
            bytes[2] = 0;
            bytes[3] = (byte) (bytes.length / 4 - 1);
            bytes[14] = (byte) random.nextInt(2);
            for (RtcpPacket packet : RtcpReader.read(bytes, 0, bytes.length)) {
                int[] arrivals = ((TransportFeedback) packet).arrivals();
                assertThat(arrivals).hasSizeLessThan(512);
                assertThat(Arrays.stream(arrivals).filter(arrival -> arrival != LOST))
                        .allMatch(arrival -> Math.abs(arrival) < 512 * 32_768);
                read++;
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    /** A run of lost packets takes two bytes on the wire, and four of memory for each packet. */
    @Test
    void aCompoundTellsOfSoManyPacketsInAllAndNoMore() {
        String thousand = "8fcd0005 00000001 00000002 000003e8 00000000 03e80000".replace(" ", "");
        byte[] bytes = HexFormat.of().parseHex(thousand.repeat(30));
        int arrivals = 0;
        for (RtcpPacket packet : RtcpReader.read(bytes, 0, bytes.length)) {
            arrivals += ((TransportFeedback) packet).arrivals().length;
        }
        assertThat(arrivals).isEqualTo(4000);
    }

    private static TransportFeedback read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return (TransportFeedback) RtcpReader.read(bytes, 0, bytes.length).get(0);
    }

    private static int[] arrivals(Random random) {
        int[] arrivals = new int[random.nextInt(60)];
        int now = random.nextInt(100);
        double lost = random.nextDouble();
        int spread = random.nextBoolean() ? 200 : 20_000;
        for (int i = 0; i < arrivals.length; i++) {
            if (random.nextDouble() < lost) {
                arrivals[i] = LOST;
            } else {
                arrivals[i] = now;
                now += random.nextInt(spread) - spread / 8;
            }
        }
        return arrivals;
    }

    /** An encoder of its own, straight from §3.1: chooses among the kinds of chunks that can hold what comes next. */
    private static byte[] encode(int[] arrivals, Random random) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        ByteArrayOutputStream deltas = new ByteArrayOutputStream();
        int[] symbols = new int[arrivals.length];
        int last = 0;
        for (int i = 0; i < arrivals.length; i++) {
            if (arrivals[i] != LOST) {
                int delta = arrivals[i] - last;
                last = arrivals[i];
                symbols[i] = delta >= 0 && delta < 256 ? 1 : 2;
                if (symbols[i] == 2) {
                    deltas.write(delta >> 8);
                }
                deltas.write(delta);
            }
        }
        for (int i = 0; i < symbols.length; ) {
            int run = 1;
            while (i + run < symbols.length && symbols[i + run] == symbols[i]) {
                run++;
            }
            boolean oneBit =
                    Arrays.stream(symbols, i, Math.min(symbols.length, i + 14)).noneMatch(symbol -> symbol == 2);
            int chunk;
            if (random.nextInt(3) == 0) {
                chunk = symbols[i] << 13 | run;
                i += run;
            } else if (oneBit && random.nextBoolean()) {
                chunk = 0x8000;
                for (int bit = 13; bit >= 0 && i < symbols.length; bit--) {
                    chunk |= symbols[i++] << bit;
                }
            } else {
                chunk = 0xC000;
                for (int bit = 12; bit >= 0 && i < symbols.length; bit -= 2) {
                    chunk |= symbols[i++] << bit;
                }
            }
            chunks.write(chunk >> 8);
            chunks.write(chunk);
        }
        int length = 20 + chunks.size() + deltas.size();
        byte[] bytes = new byte[(length + 3) / 4 * 4];
        bytes[0] = (byte) 0x8f;
        bytes[1] = (byte) 205;
        bytes[3] = (byte) (bytes.length / 4 - 1);
        bytes[2] = (byte) ((bytes.length / 4 - 1) >> 8);
        bytes[14] = (byte) (arrivals.length >> 8);
        bytes[15] = (byte) arrivals.length;
        System.arraycopy(chunks.toByteArray(), 0, bytes, 20, chunks.size());
        System.arraycopy(deltas.toByteArray(), 0, bytes, 20 + chunks.size(), deltas.size());
        return bytes;
    }
}
