package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.Descriptors;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.security.Limits;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcceptFailuresTest {
    private final RefusalCounts refusals = new RefusalCounts();
    private final SharedLimits limits =
            SharedLimits.of(Limits.defaults().withConnections(2).withConnectionsPerAddress(2), refusals, () -> 0);
    private final ConnectionPlaces places =
            new ConnectionPlaces(limits, Descriptors.ofProcess(), new IdleConnections());
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    private EmbeddedChannel connection() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channels.add(channel);
        return channel;
    }

    @AfterEach
    void close() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void withoutDescriptorsItWaitsAndClosesWhoIsIdle() {
        EmbeddedChannel listening = new EmbeddedChannel(new AcceptFailures(places, () -> 0));
        channels.add(listening);
        listening.freezeTime();
        EmbeddedChannel idle = connection();
        assertThat(places.enter(idle)).isEmpty();

        listening.pipeline().fireExceptionCaught(new IOException("accept(..) failed: Too many open files"));
        assertThat(listening.config().isAutoRead()).isFalse();
        assertThat(idle.isOpen()).isFalse();
        assertThat(refusals.of(Refusal.CONNECTIONS)).isOne();
        listening.checkException(); // nothing reached Netty's own log

        listening.advanceTimeBy(1, TimeUnit.SECONDS);
        listening.runScheduledPendingTasks();
        assertThat(listening.config().isAutoRead()).isTrue();
    }

    @Test
    void theOldestIdleConnectionMakesRoom() {
        EmbeddedChannel first = connection();
        EmbeddedChannel second = connection();
        assertThat(places.enter(first)).isEmpty();
        assertThat(places.enter(second)).isEmpty();
        places.idle().ends(first); // a request has come
        assertThat(places.enter(connection())).isEmpty();
        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
    }

    @Test
    void whenNoneIsIdleTheNewOneIsRefused() {
        EmbeddedChannel first = connection();
        EmbeddedChannel second = connection();
        places.enter(first);
        places.enter(second);
        places.idle().ends(first);
        places.idle().ends(second);
        assertThat(places.enter(connection())).contains(Refusal.CONNECTIONS);

        first.close().syncUninterruptibly();
        assertThat(places.enter(connection())).isEmpty();
    }
}
