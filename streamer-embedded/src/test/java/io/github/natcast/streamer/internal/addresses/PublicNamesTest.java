package io.github.natcast.streamer.internal.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.connection.FakeControlLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicNamesTest {
    private static final String NAME = "media.example";
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final FakeControlLoop control = new FakeControlLoop();
    private final Map<String, List<String>> zone = new HashMap<>();
    private final Map<String, List<String>> told = new HashMap<>();
    private int lookups;
    private int changes;
    /** So many look-ups find the process at its limit of threads. */
    private int threadless;

    private PublicNames start(String... names) {
        List<PublicHost> hosts = Stream.of(names)
                .map(name -> PublicHost.parse(name, OptionalInt.empty()))
                .toList();
        PublicNames looking = new PublicNames(hosts, this::lookUp, this::inBackground, control, (name, addresses) -> {
            changes++;
            told.put(name, addresses.stream().map(IpAddress::toString).toList());
        });
        looking.start();
        control.run();
        return looking;
    }

    private void inBackground(Runnable task) {
        if (threadless > 0) {
            threadless--;
            throw new InternalError("unable to create native thread");
        }
        task.run();
    }

    private List<InetAddress> lookUp(String name) throws UnknownHostException {
        lookups++;
        if (!zone.containsKey(name)) {
            throw new UnknownHostException(name);
        }
        return zone.get(name).stream()
                .map(text -> IpAddress.parse(text).orElseThrow().toInetAddress())
                .toList();
    }

    @Test
    void bothFamiliesAreFoundAtOnce() throws InterruptedException {
        zone.put(NAME, List.of("2001:db8::7", "203.0.113.7"));

        PublicNames names = start(NAME, "198.51.100.1");
        names.await(Duration.ZERO);

        assertThat(told).containsOnly(Map.entry(NAME, List.of("203.0.113.7", "2001:db8::7")));
    }

    @Test
    void anAddressThatMovesIsToldOnceAndInTime() {
        zone.put(NAME, List.of("203.0.113.7"));
        start(NAME);

        zone.put(NAME, List.of("203.0.113.9"));
        control.advance(WITHIN);

        assertThat(told.get(NAME)).containsExactly("203.0.113.9");
        control.advance(Duration.ofMinutes(1));
        assertThat(changes).isEqualTo(2);
    }

    @Test
    void aLackOfThreadsIsSurvived() throws InterruptedException {
        zone.put(NAME, List.of("203.0.113.7"));
        threadless = 1;
        PublicNames names = start(NAME);
        names.await(Duration.ZERO);
        control.advance(PublicNames.AFTER_FAILURE);
        assertThat(told.get(NAME)).containsExactly("203.0.113.7");

        zone.put(NAME, List.of("203.0.113.9"));
        threadless = 100;
        control.advance(Duration.ofMinutes(10));
        assertThat(told.get(NAME)).containsExactly("203.0.113.9");
    }

    @Test
    void theLastAddressesStayWhileLookUpsFail() {
        zone.put(NAME, List.of("203.0.113.7"));
        start(NAME);

        zone.remove(NAME);
        control.advance(Duration.ofMinutes(30));
        assertThat(told.get(NAME)).containsExactly("203.0.113.7");
        assertThat(changes).isEqualTo(1);

        zone.put(NAME, List.of("203.0.113.9"));
        control.advance(WITHIN);
        assertThat(told.get(NAME)).containsExactly("203.0.113.9");
    }

    @Test
    void aFailureIsFollowedByAnotherLookUpSoonButNotForEver() {
        start(NAME);
        zone.put(NAME, List.of("203.0.113.7"));
        control.advance(PublicNames.AFTER_FAILURE);
        assertThat(told.get(NAME)).containsExactly("203.0.113.7");

        zone.remove(NAME);
        int before = lookups;
        control.advance(Duration.ofMinutes(10));
        assertThat(lookups - before).isBetween(190, 210);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "169.254.1.1", "fe80::1", "224.0.0.1", "240.0.0.1"})
    void anAddressThatNobodyReachesIsNone(String address) {
        zone.put(NAME, List.of(address));
        start(NAME);

        assertThat(told).isEmpty();
    }

    @Test
    void afterTheStopNothingIsLookedUp() {
        zone.put(NAME, List.of("203.0.113.7"));
        PublicNames names = start(NAME);
        int before = lookups;

        names.stop();
        control.advance(Duration.ofMinutes(30));

        assertThat(lookups).isEqualTo(before);
        assertThat(control.timers()).isZero();
    }

    /** What was told last is what the name stands for, whatever the order of answers, but after failures. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomChangesAreToldInTimeAndOrderIsNone(long seed) {
        Random random = new Random(seed);
        zone.put(NAME, List.of("203.0.113.1"));
        start(NAME);
        List<String> last = zone.get(NAME);
        for (int i = 0; i < 200; i++) {
            int before = changes;
            boolean same = false;
            switch (random.nextInt(3)) {
                case 0 -> zone.remove(NAME);
                case 1 -> {
                    last = IntStream.range(0, 1 + random.nextInt(3))
                            .mapToObj(n -> "203.0.113." + (1 + random.nextInt(250)))
                            .distinct()
                            .toList();
                    zone.put(NAME, last);
                }
                default -> {
                    List<String> shuffled = new ArrayList<>(last);
                    Collections.shuffle(shuffled, random);
                    zone.put(NAME, shuffled);
                    List<String> heard = told.getOrDefault(NAME, List.of());
                    same = heard.containsAll(last) && last.containsAll(heard);
                }
            }
            control.advance(WITHIN);
            if (zone.containsKey(NAME)) {
                assertThat(told.get(NAME)).containsExactlyInAnyOrderElementsOf(zone.get(NAME));
            }
            if (same || !zone.containsKey(NAME)) {
                assertThat(changes).isEqualTo(before);
            }
        }
    }
}
