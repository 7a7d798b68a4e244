package io.github.natcast.streamer.internal.receive;

import static io.github.natcast.streamer.internal.rtcp.TransportFeedback.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtcp.RtcpReader;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalRecordTest {
    private static final long NANOS_PER_TICK = 250_000;

    /** Of the reference time, in ticks. */
    private static final long WRAP = 1L << 32;

    /** The clock of arrivals may be below zero (System.nanoTime). */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 2, -3_000_000_000L, -1, 0, 1_234_567_890_123L})
    void tellsTheFirstArrivalOfEachPacketOnce(long began) {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ArrivalRecord record = new ArrivalRecord();
            Map<Integer, Long> came = new HashMap<>();
            int next = 65_000;
            long now = began;
            Map<Integer, Long> told = new HashMap<>();
            int base = 0;
            for (int i = 0; i < 1_500; i++) {
                now += random.nextInt(5_000_000) + (random.nextInt(300) == 0 ? TimeUnit.SECONDS.toNanos(9) : 0);
                next += random.nextInt(5);
                // Some come late, some again.
                int number = i > 0 && random.nextInt(4) == 0 ? next - random.nextInt(5) : next;
                base = i > 0 ? base : number;
                if (number >= base) {
                    came.putIfAbsent(number, now);
                }
                record.arrived(number & 0xFFFF, now);
                if (random.nextInt(20) == 0) {
                    base = tell(record, base, told);
                }
            }
            while (!record.isEmpty()) {
                base = tell(record, base, told);
            }
            Map<Integer, Long> expected = new HashMap<>();
            came.forEach((number, at) -> expected.put(number, Math.floorMod(Math.floorDiv(at, NANOS_PER_TICK), WRAP)));
            assertThat(told).isEqualTo(expected);
        }
    }

    /** Adds what one feedback tells, as its reader understands it, and returns where the next begins. */
    private static int tell(ArrivalRecord record, int base, Map<Integer, Long> told) {
        TransportFeedback sent = record.feedback(1, 2).orElse(null);
        if (sent == null) {
            return base;
        }
        byte[] bytes = new byte[sent.encodedLength()];
        sent.write(bytes, 0);
        TransportFeedback read =
                (TransportFeedback) RtcpReader.read(bytes, 0, bytes.length).get(0);
        assertThat(read.baseSequenceNumber()).isEqualTo(base & 0xFFFF);
        for (int i = 0; i < read.arrivals().length; i++) {
            if (read.arrivals()[i] != LOST) {
                assertThat(told.put(base + i, (read.referenceTicks() + read.arrivals()[i]) % WRAP))
                        .isNull();
            }
        }
        return base + read.arrivals().length;
    }
}
