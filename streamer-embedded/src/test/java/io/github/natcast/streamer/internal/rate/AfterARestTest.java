package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A source pauses, and its viewers are sent nothing for longer than a difference of microseconds tells: what the path
 * does afterwards is noticed as ever.
 */
class AfterARestTest {
    private static final long[] RATES = {2_000_000, 900_000, 360_000};
    private static final long MILLI = 1_000_000;
    private static final int BYTES = 1_000;

    private final Renditions renditions = new Renditions() {
        @Override
        public int count() {
            return RATES.length;
        }

        @Override
        public long bitsPerSecond(int index) {
            return RATES[index];
        }
    };

    private long now = 100_000 * MILLI;
    private final AdaptiveRate rate = new AdaptiveRate(renditions, new AdaptiveRate.Means(true, true), now);
    private final long[] arrivals = new long[8192];
    private int sent;
    private int reported;
    private long pathFreeAt;
    private int current;

    /** @param lostOfTen how many of ten packets never arrive */
    private void run(int seconds, long bitsPerSecond, int lostOfTen) {
        for (int round = 0; round < 20 * seconds; round++) {
            for (int i = 0; i < 5; i++) {
                now += 10 * MILLI;
                send(RATES[current] / 8 / 100, PacketKind.VIDEO, bitsPerSecond, lostOfTen);
                send(rate.paddingDue(now), PacketKind.PADDING, bitsPerSecond, lostOfTen);
                int wanted = rate.wantedRendition(now);
                if (wanted != current) {
                    current = wanted;
                    rate.onRendition(current, now);
                }
            }
            report();
        }
    }

    private void send(long bytes, PacketKind kind, long bitsPerSecond, int lostOfTen) {
        for (long left = bytes; left >= BYTES; left -= BYTES) {
            rate.onSent(sent & 0xffff, BYTES, kind, now);
            pathFreeAt = Math.max(pathFreeAt, now) + BYTES * 8_000 * MILLI / bitsPerSecond;
            arrivals[sent % arrivals.length] = sent * 7 % 10 < lostOfTen ? -1 : pathFreeAt + 30 * MILLI;
            sent++;
        }
    }

    /** Of what has arrived by now, and of what is lost before it. */
    private void report() {
        int end = reported;
        for (int i = reported; i < sent; i++) {
            long arrival = arrivals[i % arrivals.length];
            end = arrival >= 0 && arrival <= now ? i + 1 : end;
        }
        if (end == reported) {
            return;
        }
        long reference = arrivals[(end - 1) % arrivals.length] / 64 / MILLI * 256;
        int[] ticks = new int[end - reported];
        for (int i = 0; i < ticks.length; i++) {
            long arrival = arrivals[(reported + i) % arrivals.length];
            ticks[i] = arrival < 0 ? TransportFeedback.LOST : (int) (arrival / 250_000 - reference);
        }
        rate.onFeedback(new TransportFeedback(1, 2, 0, reported & 0xffff, reference, ticks), now);
        reported = end;
    }

    private void rest(int minutes) {
        run(10, 50_000_000, 0);
        assertThat(current).isZero();
        now += minutes * 60_000L * MILLI;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 36, 40, 60, 71, 72, 80, 120})
    void aPathThatHasBecomeNarrowIsNoticed(int minutes) {
        rest(minutes);
        run(5, 1_200_000, 0);

        assertThat(current).isPositive();
        assertThat(pathFreeAt - now).isLessThan(300 * MILLI);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 36, 40, 60, 71, 72, 80, 120})
    void lossesAreNoticed(int minutes) {
        rest(minutes);
        run(10, 50_000_000, 4);

        assertThat(rate.report(now).fractionLost()).isBetween(0.3, 0.5);
        assertThat(current).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 36, 40, 60, 71, 72, 80, 120})
    void theWayUpIsFoundAgain(int minutes) {
        run(10, 1_200_000, 0);
        assertThat(current).isPositive();
        now += minutes * 60_000L * MILLI;
        run(30, 50_000_000, 0);

        assertThat(current).isZero();
    }
}
