package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ChannelViewersTest {
    private final ViewerRegistry all = new ViewerRegistry(3);
    private final ChannelViewers one = new ChannelViewers("one", all, OptionalInt.of(2));
    private final ChannelViewers other = new ChannelViewers("other", all, OptionalInt.empty());

    @Test
    void placesCountInTheChannelAndInAll() throws Exception {
        ViewerRegistry.Place first = one.takePlace();
        one.takePlace();
        assertThatThrownBy(one::takePlace).isInstanceOfSatisfying(OfferRejectedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.TOO_MANY_VIEWERS);
            assertThat(refused).hasMessageStartingWith("All 2 places of this channel are taken");
            assertThat(refused.offending()).contains("one");
        });
        other.takePlace();
        assertThatThrownBy(other::takePlace).hasMessageStartingWith("All 3 places are taken");
        first.close();
        first.close();
        other.takePlace();
        assertThatThrownBy(one::takePlace)
                .as("a refusal by all gives the channel's place back")
                .hasMessageStartingWith("All 3 places are taken");
        assertThatThrownBy(one::takePlace).hasMessageStartingWith("All 3 places are taken");
    }

    @Test
    void itsEndWaitsForOffersThatAreBeingAnswered() throws Exception {
        ViewerRegistry.Place answering = one.takePlace();
        CompletableFuture<Void> end = one.close("the session is over");
        assertThat(end).isNotDone();
        assertThatThrownBy(one::takePlace).isInstanceOfSatisfying(OfferRejectedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.NO_SUCH_CHANNEL);
            assertThat(refused).hasMessageEndingWith("the session is over");
        });
        answering.close();
        assertThat(end).isCompleted();
        assertThat(one.close("again")).isCompleted();
        other.takePlace();
    }

    @Test
    void oneThatNobodyWatchesEndsAtOnce() {
        assertThat(other.close("nobody came")).isCompleted();
    }

    @Test
    void theLimitCanBeRaised() throws Exception {
        one.takePlace();
        one.takePlace();
        one.maximum(3);
        one.takePlace();
    }
}
