package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.security.Limits;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ChannelViewersTest {
    private final AtomicInteger ended = new AtomicInteger();
    private final ViewerRegistry all = new ViewerRegistry(new ViewerPlaces(Limits.defaults(), new RefusalCounts(), 3));
    private final ChannelViewers one = new ChannelViewers("one", all, OptionalInt.of(2));
    private final ChannelViewers other = new ChannelViewers("other", all, OptionalInt.empty());

    @Test
    void placesCountInTheChannelAndInAll() throws Exception {
        ViewerPlaces.Place first = watch(one);
        watch(one);
        assertThatThrownBy(() -> watch(one)).isInstanceOfSatisfying(OfferRejectedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.TOO_MANY_VIEWERS);
            assertThat(refused).hasMessageStartingWith("All 2 places of this channel are taken");
            assertThat(refused.retryAfterSeconds()).isPositive();
        });
        watch(other);
        assertThatThrownBy(() -> watch(other)).hasMessageStartingWith("All 3 places are taken");
        first.close();
        first.close();
        watch(other);
        assertThatThrownBy(() -> watch(one))
                .as("a refusal by all gives the channel's place back")
                .hasMessageStartingWith("All 3 places are taken");
        assertThatThrownBy(() -> watch(one)).hasMessageStartingWith("All 3 places are taken");
    }

    @Test
    void itsEndWaitsForOffersThatAreBeingAnswered() throws Exception {
        ViewerPlaces.Place answering = watch(one);
        one.close("the session is over", ended::incrementAndGet);
        assertThat(ended).hasValue(0);
        assertThatThrownBy(() -> watch(one)).isInstanceOfSatisfying(OfferRejectedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.NO_SUCH_CHANNEL);
            assertThat(refused).hasMessageEndingWith("the session is over");
        });
        answering.close();
        answering.close();
        assertThat(ended).hasValue(1);
        watch(other);
    }

    private static ViewerPlaces.Place watch(ChannelViewers channel) throws OfferRejectedException {
        ViewerPlaces.Place place = channel.takePlace(ClientKey.of(new InetSocketAddress("192.0.2.1", 5000)));
        assertThat(place.occupy()).isEmpty();
        return place;
    }

    @Test
    void oneThatNobodyWatchesEndsAtOnce() {
        other.close("nobody came", ended::incrementAndGet);
        assertThat(ended).hasValue(1);
    }

    @Test
    void theLimitCanBeRaised() throws Exception {
        watch(one);
        watch(one);
        one.maximum(3);
        watch(one);
    }
}
