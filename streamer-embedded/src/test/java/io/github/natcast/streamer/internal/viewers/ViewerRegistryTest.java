package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ViewerRegistryTest {
    private static final int PLACES = 10;

    private final ViewerRegistry registry = new ViewerRegistry(PLACES);

    @Test
    void aPlaceGoesBackOnce() throws Exception {
        ViewerRegistry.Place first = registry.takePlace();
        for (int i = 1; i < PLACES; i++) {
            registry.takePlace();
        }
        assertThatThrownBy(registry::takePlace).hasMessageStartingWith("All 10 places are taken");

        first.close();
        first.close();

        registry.takePlace();
        assertThatThrownBy(registry::takePlace)
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
                    registry.takePlace();
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

    @Test
    void nobodyComesInAfterTheEnd() {
        registry.close();
        assertThatThrownBy(registry::takePlace)
                .isInstanceOfSatisfying(
                        OfferRejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.SHUTTING_DOWN));
    }
}
