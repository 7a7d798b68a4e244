package io.github.natcast.streamer.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.security.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class ViewerPlacesTest {
    private static final ClientKey FLOODING = ClientKeyTest.key("192.0.2.66", "live", "");

    private final RefusalCounts refusals = new RefusalCounts();
    private final Limits limits =
            Limits.defaults().withWaitingPerClient(4).withWaiting(20).withViewersPerClient(3);
    private final ViewerPlaces places = new ViewerPlaces(limits, refusals, 10);
    private final Capacity channel = new Capacity("live", OptionalInt.empty());
    private final AtomicInteger givenBack = new AtomicInteger();
    private final List<String> putOut = new ArrayList<>();

    @Test
    void whoOnlyWaitsTakesNoPlace() throws Exception {
        for (int offer = 0; offer < 1000; offer++) {
            waiting(FLOODING, "flood " + offer);
        }
        ViewerPlaces.Place honest = waiting(client(1), "honest");

        assertThat(places.waiting()).isEqualTo(5);
        assertThat(putOut).hasSize(996).startsWith("flood 0", "flood 1");
        assertThat(refusals.of(Refusal.WAITING_PER_CLIENT)).isEqualTo(996);
        assertThat(honest.occupy()).isEmpty();
        assertThat(places.watching()).isEqualTo(1);
    }

    @Test
    void theGreediestGivesWayFirst() throws Exception {
        waiting(client(1), "patient");
        for (int offer = 0; offer < 4; offer++) {
            waiting(FLOODING, "flood " + offer);
        }
        for (int client = 2; client < 20; client++) {
            waiting(client(client), "client " + client);
        }
        assertThat(putOut).containsExactly("flood 0", "flood 1", "flood 2");
        waiting(client(20), "one more");
        assertThat(putOut).as("all have one, so that the oldest goes").last().isEqualTo("patient");
    }

    @Test
    void whoWatchesIsNeverPutOut() throws Exception {
        ViewerPlaces.Place watching = waiting(FLOODING, "watching");
        watching.occupy();
        for (int offer = 0; offer < 100; offer++) {
            waiting(FLOODING, "flood");
        }
        assertThat(putOut).doesNotContain("watching");
        watching.close();
        watching.close();
        assertThat(places.watching()).isZero();
        assertThat(givenBack).hasValue(1);
    }

    @Test
    void aClientWatchesSoOftenAndNoMore() throws Exception {
        for (int viewer = 0; viewer < 3; viewer++) {
            waiting(FLOODING, "viewer").occupy();
        }
        assertThatThrownBy(() -> waiting(FLOODING, "fourth")).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.refused().limit()).isEqualTo(Refusal.VIEWERS_PER_CLIENT);
            assertThat(e.refused().retryAfterSeconds()).isPositive();
            assertThat(e).hasMessageStartingWith("3 viewers watch from this address already");
        });
        waiting(client(1), "another");
        ClientKey crowd = ClientKeyTest.key("127.0.0.1", "live", "");
        for (int viewer = 0; viewer < 6; viewer++) {
            assertThat(waiting(crowd, "behind a tunnel").occupy()).isEmpty();
        }
    }

    @Test
    void theLastPlaceGoesToWhoConnectsFirst() throws Exception {
        places.maximum(1);
        ViewerPlaces.Place slow = waiting(client(1), "slow");
        ViewerPlaces.Place quick = waiting(client(2), "quick");

        assertThat(quick.occupy()).isEmpty();
        assertThat(slow.occupy().orElseThrow().message()).startsWith("All 1 places are taken");
        assertThatThrownBy(() -> waiting(client(3), "late")).hasMessageStartingWith("All 1 places are taken");
        quick.close();
        assertThat(slow.occupy()).isEmpty();
    }

    @Test
    void aChannelHasPlacesOfItsOwn() throws Exception {
        Capacity small = new Capacity("small", OptionalInt.of(1));
        places.take(client(1), small, () -> {}).occupy();
        assertThatThrownBy(() -> places.take(client(2), small, () -> {}))
                .hasMessageStartingWith("All 1 places of this channel are taken");
        waiting(client(2), "in another channel");
    }

    @Test
    void whoIsPutOutBeforeAnybodyHoldsItIsToldThen() throws Exception {
        ViewerPlaces.Place first = places.take(FLOODING, channel, givenBack::incrementAndGet);
        for (int offer = 0; offer < 4; offer++) {
            waiting(FLOODING, "later");
        }
        first.heldBy(reason -> putOut.add("first: " + reason));
        assertThat(putOut)
                .containsExactly(
                        "first: did not connect before 4 others of its client offered " + "(limit waitingPerClient)");
    }

    /** Random offers, connections and ends of honest clients and of a flood: the limits hold, and nothing is left. */
    @RepeatedTest(60)
    void limitsHoldAndNothingIsLeft(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        List<ViewerPlaces.Place> open = new ArrayList<>();
        for (int step = 0; step < 3000; step++) {
            int what = random.nextInt(10);
            if (what < 6) {
                ClientKey client = random.nextInt(4) > 0 ? FLOODING : client(random.nextInt(30));
                try {
                    open.add(waiting(client, "somebody"));
                } catch (RefusedException e) {
                    assertThat(places.watching()).isPositive();
                }
            } else if (!open.isEmpty()) {
                ViewerPlaces.Place place = open.get(random.nextInt(open.size()));
                if (what < 8) {
                    place.occupy();
                } else {
                    place.close();
                    open.remove(place);
                }
            }
            assertThat(places.waiting()).isBetween(0, 20);
            assertThat(places.watching()).isBetween(0, 10);
        }
        open.forEach(ViewerPlaces.Place::close);
        assertThat(places.waiting()).isZero();
        assertThat(places.watching()).isZero();
        assertThat(places.clients()).as("clients that are remembered").isZero();
    }

    private ViewerPlaces.Place waiting(ClientKey client, String name) throws RefusedException {
        ViewerPlaces.Place place = places.take(client, channel, givenBack::incrementAndGet);
        place.heldBy(reason -> putOut.add(name));
        return place;
    }

    private static ClientKey client(int number) {
        return ClientKeyTest.key("198.51.100." + number, "live", "");
    }
}
