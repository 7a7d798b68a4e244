package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.limits.Capacity;
import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.security.Limits;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ViewerRegistryTest {
    private static final int PLACES = 10;
    private static final ClientKey CLIENT = ClientKey.of(new InetSocketAddress("192.0.2.1", 5000));

    private final ViewerRegistry registry =
            new ViewerRegistry(new ViewerPlaces(Limits.defaults(), new RefusalCounts(), PLACES));
    private final Capacity channel = new Capacity("live", OptionalInt.empty());

    @Test
    void aPlaceGoesBackOnce() throws Exception {
        ViewerPlaces.Place first = take();
        for (int i = 1; i < PLACES; i++) {
            take();
        }
        assertThatThrownBy(this::take).hasMessageStartingWith("All 10 places are taken");

        first.close();
        first.close();

        take();
        assertThatThrownBy(this::take)
                .isInstanceOfSatisfying(
                        OfferRejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.TOO_MANY_VIEWERS));
    }

    @Test
    void offersAtTheSameTimeTakeNoMorePlacesThanThereAre() throws Exception {
        ExecutorService offers = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> offer = () -> {
                try {
                    take();
                    return true;
                } catch (OfferRejectedException refused) {
                    return false;
                }
            };
            List<Future<Boolean>> answers = offers.invokeAll(
                    IntStream.range(0, 1_000).mapToObj(i -> offer).toList());
            int taken = 0;
            for (Future<Boolean> answer : answers) {
                taken += answer.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(PLACES);
        } finally {
            offers.shutdownNow();
        }
    }

    /** A place that is taken at once, as by one whose handshake begins. */
    private ViewerPlaces.Place take() throws OfferRejectedException {
        ViewerPlaces.Place place = registry.takePlace(CLIENT, channel, () -> {});
        if (place.occupy().isPresent()) {
            throw new OfferRejectedException(Code.TOO_MANY_VIEWERS, "too late");
        }
        return place;
    }

    @Test
    void nobodyComesInAfterTheEnd() {
        registry.close();
        assertThatThrownBy(this::take)
                .isInstanceOfSatisfying(
                        OfferRejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.SHUTTING_DOWN));
    }
}
