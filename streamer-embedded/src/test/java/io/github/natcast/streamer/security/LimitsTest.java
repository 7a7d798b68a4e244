package io.github.natcast.streamer.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static final List<Pair> LIMITS = List.of(
            new Pair(Limits::connections, Limits::withConnections),
            new Pair(Limits::connectionsPerAddress, Limits::withConnectionsPerAddress),
            new Pair(Limits::webSocketsPerAddress, Limits::withWebSocketsPerAddress),
            new Pair(Limits::requestsPerSecond, Limits::withRequestsPerSecond),
            new Pair(Limits::unfinishedMegabytes, Limits::withUnfinishedMegabytes),
            new Pair(Limits::offersPerMinute, Limits::withOffersPerMinute),
            new Pair(Limits::offersPerSecond, Limits::withOffersPerSecond),
            new Pair(Limits::waitingPerClient, Limits::withWaitingPerClient),
            new Pair(Limits::waiting, Limits::withWaiting),
            new Pair(Limits::viewersPerClient, Limits::withViewersPerClient));

    private record Pair(ToIntFunction<Limits> get, BiFunction<Limits, Integer, Limits> set) {}

    private static int[] of(Limits limits) {
        return LIMITS.stream().mapToInt(pair -> pair.get().applyAsInt(limits)).toArray();
    }

    @Test
    void eachIsSetAloneAndTheOneBeforeStays() {
        Random random = new Random(14);
        Limits limits = Limits.defaults();
        int[] expected = of(limits);
        for (int i = 0; i < 1000; i++) {
            int which = random.nextInt(LIMITS.size());
            int value = 1 + random.nextInt(65_536);
            Limits changed = LIMITS.get(which).set().apply(limits, value);

            assertThat(of(limits)).isEqualTo(expected);
            expected[which] = value;
            assertThat(of(changed)).isEqualTo(expected);
            limits = changed;
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1000001"})
    void aValueOutOfRangeIsRefusedByName(int value) {
        for (Pair limit : LIMITS) {
            assertThatThrownBy(() -> limit.set().apply(Limits.defaults(), value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("limit \\w+ " + value + " must be 1 to (1000000|65536)");
        }
    }
}
