package io.github.natcast.streamer.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.security.Limits;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Times are of a clock that the test sets. */
final class OfferRatesTest {
    private static final long MILLISECOND = 1_000_000;

    private long now;
    private final RefusalCounts refusals = new RefusalCounts();
    private final Limits limits =
            Limits.defaults().withOffersPerMinute(30).withOffersPerSecond(40).withViewersPerClient(100);
    private final OfferRates rates = new OfferRates(limits, refusals, () -> now);

    @Test
    void aClientIsToldWhenToComeAgain() {
        ClientKey client = ClientKeyTest.key("192.0.2.1", "live", "");
        for (int offer = 0; offer < 30; offer++) {
            assertThat(rates.offer(client)).isEmpty();
        }
        Refused refused = rates.offer(client).orElseThrow();

        assertThat(refused.limit()).isEqualTo(Refusal.OFFERS_PER_CLIENT);
        assertThat(refused.retryAfterSeconds()).isEqualTo(2);
        assertThat(refused.message()).contains("30 offers in a minute", "in 2 s", "offersPerMinute");
        assertThat(refusals.of(Refusal.OFFERS_PER_CLIENT)).isEqualTo(1);
        now += 2000 * MILLISECOND;
        assertThat(rates.offer(client)).isEmpty();
    }

    @Test
    void allTogetherHaveALimitToo() {
        for (int client = 0; client < 40; client++) {
            assertThat(rates.offer(ClientKeyTest.key("192.0.2." + client, "live", "")))
                    .isEmpty();
        }
        Refused refused =
                rates.offer(ClientKeyTest.key("198.51.100.1", "live", "")).orElseThrow();
        assertThat(refused.limit()).isEqualTo(Refusal.OFFERS);
        assertThat(refused.retryAfterSeconds()).isEqualTo(1);
    }

    /** 5,000 offers of one client within ten seconds, alone at an address or behind a tunnel, and 100 honest joins. */
    @RepeatedTest(40)
    void whoFloodsTakesNothingFromOthers(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        OfferRates usual = new OfferRates(Limits.defaults(), refusals, () -> now);
        boolean tunnel = random.nextBoolean();
        ClientKey flooding =
                tunnel ? ClientKeyTest.key("127.0.0.1", "flooded", "") : ClientKeyTest.key("192.0.2.66", "live", "");
        TreeMap<Long, ClientKey> arrivals = new TreeMap<>();
        for (int offer = 0; offer < 5000; offer++) {
            arrivals.put(random.nextLong(10_000 * MILLISECOND), flooding);
        }
        for (int join = 0; join < 100; join++) {
            arrivals.put(
                    random.nextLong(10_000 * MILLISECOND),
                    tunnel
                            ? ClientKeyTest.key("127.0.0.1", "live", "")
                            : ClientKeyTest.key("198.51.100." + join, "live", ""));
        }
        int admitted = 0;
        for (var arrival : arrivals.entrySet()) {
            now = arrival.getKey();
            boolean refused = usual.offer(arrival.getValue()).isPresent();
            if (arrival.getValue().equals(flooding)) {
                admitted += refused ? 0 : 1;
            } else {
                assertThat(refused).as("an honest offer is refused").isFalse();
            }
        }
        assertThat(admitted).isLessThanOrEqualTo(tunnel ? 1100 : 70);
    }

    /** Whatever comes in whatever order, no window of a minute admits more than a full bucket and its refill. */
    @RepeatedTest(20)
    void noMinuteAdmitsMoreThanTwiceTheLimit(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        ClientKey client = ClientKeyTest.key("192.0.2.1", "live", "");
        TreeMap<Long, Integer> admitted = new TreeMap<>();
        for (int offer = 0; offer < 2000; offer++) {
            now += random.nextLong(300 * MILLISECOND);
            if (rates.offer(client).isEmpty()) {
                admitted.merge(now, 1, Integer::sum);
            }
        }
        for (long from : admitted.keySet()) {
            int inMinute = admitted.subMap(from, from + 60_000 * MILLISECOND).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(inMinute).isLessThanOrEqualTo(60);
        }
    }

    @Test
    void whatIsRememberedOfClientsIsBounded() {
        ClientRates clients = new ClientRates(1, 10, () -> now);
        for (int client = 0; client < 3 * ClientRates.MAXIMUM_CLIENTS; client++) {
            clients.take("client " + client);
        }
        assertThat(clients.clients()).isEqualTo(ClientRates.MAXIMUM_CLIENTS);
    }
}
