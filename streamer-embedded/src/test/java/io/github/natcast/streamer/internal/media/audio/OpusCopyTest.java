package io.github.natcast.streamer.internal.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.media.bitstream.OpusPackets;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpusCopyTest {
    private static final long MILLI = 1_000_000L;
    /** CELT, full band, 20 ms, one frame. */
    private static final byte[] PACKET = {(byte) 0xf8, 1, 2, 3};

    private static final long START = 1_000_000 * MILLI;

    private final OpusCopy copy = new OpusCopy();

    /** RFC 6716 §3.1, table 2. */
    @ParameterizedTest
    @CsvSource({"00, 10", "08, 20", "10, 40", "18, 60", "60, 10", "68, 20", "f0, 10", "f8, 20", "f9, 40", "f3, 0"})
    void thePacketSaysHowLongItIs(String header, long millis) {
        byte[] packet = {(byte) Integer.parseInt(header, 16)};
        assertThat(OpusPackets.durationNanos(packet)).isEqualTo(millis * MILLI);
    }

    @Test
    void packetsFollowEachOtherWithoutAGapThoughTheirTimesAreUneven() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            long time = START + i * 20L * MILLI;
            EncodedAudio sent =
                    Objects.requireNonNull(copy.place(PACKET, time + random.nextLong(10 * MILLI), time + 30 * MILLI));
            assertThat(sent.data()).isSameAs(PACKET);
            assertThat(sent.captureTimeNanos() - START).isBetween(i * 20L * MILLI, (i * 20L + 10) * MILLI);
        }
    }

    @Test
    void afterAPauseAPacketIsAtItsOwnTime() {
        copy.place(PACKET, START, START);
        long later = START + 100 * MILLI;
        EncodedAudio sent = Objects.requireNonNull(copy.place(PACKET, later, later));
        assertThat(sent.captureTimeNanos()).isEqualTo(later);
        assertThat(copy.isCopying(later + 299 * MILLI)).isTrue();
        assertThat(copy.isCopying(later + 300 * MILLI)).isFalse();
    }

    @Test
    void whatIsSentAlreadyIsNotSentTwice() {
        copy.sent(START, 60 * MILLI);
        assertThat(copy.place(PACKET, START + 20 * MILLI, START + 40 * MILLI)).isNull();
        assertThat(copy.place(PACKET, START + 60 * MILLI, START + 80 * MILLI)).isNotNull();
    }
}
