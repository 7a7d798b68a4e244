package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.NoEgress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CountedSubscriptionTest {
    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults().withSenderThreads(1),
            NoEgress::new,
            System::nanoTime,
            InstantSource.system(),
            new Random(1),
            Thread::new);
    private final Broadcast broadcast = fanout.broadcast(48_000);
    private final List<String> encoding = new ArrayList<>();
    private final CountedSubscription shared = new CountedSubscription(broadcast, () -> {
        encoding.add("opened");
        return () -> encoding.add("closed");
    });

    @AfterEach
    void close() {
        fanout.close();
    }

    @Test
    void theFirstViewerOpensTheSubscriptionAndTheLastOneClosesIt() {
        CountedSubscription.Subscription first = shared.subscribe();
        CountedSubscription.Subscription second = shared.subscribe();
        assertThat(first.broadcast()).isSameAs(broadcast);
        assertThat(shared.viewers()).isEqualTo(2);
        first.close();
        assertThat(encoding).containsExactly("opened");

        second.close();
        assertThat(encoding).containsExactly("opened", "closed");
        assertThat(shared.viewers()).isZero();
    }

    @Test
    void aViewerThatClosesTwiceCountsOnce() {
        CountedSubscription.Subscription first = shared.subscribe();
        shared.subscribe();
        first.close();
        first.close();

        assertThat(shared.viewers()).isEqualTo(1);
        assertThat(encoding).containsExactly("opened");
    }

    @Test
    void afterTheLastViewerTheNextOneOpensItAnew() {
        shared.subscribe().close();
        shared.subscribe();

        assertThat(encoding).containsExactly("opened", "closed", "opened");
    }
}
