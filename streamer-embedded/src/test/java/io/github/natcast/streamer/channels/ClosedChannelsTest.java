package io.github.natcast.streamer.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.whep.MarkedSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closed channels leave nothing: no object, thread, descriptor or playing source. */
@Timeout(300)
final class ClosedChannelsTest {
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 30;
    private static final int SETTLING_STEPS = 200;

    @Test
    void leaveNothing() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(160, 90))
                .build()) {
            streamer.start();
            int playing = MarkedSource.OPEN.get();
            ComingAndGoingChannels channels = new ComingAndGoingChannels(streamer);
            channels.run(WARM_UP, 2);
            channels.stillHeld();
            long descriptors = Resources.openFileDescriptors();
            Map<String, Integer> threads = ownThreads();

            channels.run(ROUNDS, 3);

            assertThat(channels.stillHeld())
                    .as("closed channels that somebody holds")
                    .isZero();
            assertThat(MarkedSource.OPEN.get()).as("sources that play").isEqualTo(playing);
            for (int step = 0; step < SETTLING_STEPS && !ownThreads().equals(threads); step++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(ownThreads()).isEqualTo(threads);
            assertThat(Resources.openFileDescriptors()).isLessThanOrEqualTo(descriptors + Resources.LAZILY_OPENED);
            assertThat(streamer.viewers()).isEmpty();
            assertThat(streamer.channels()).hasSize(1);
        }
    }

    /** By name, without the workers of pools, which end when they have been idle for a minute. */
    private static Map<String, Integer> ownThreads() {
        Map<String, Integer> threads = new TreeMap<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("natcast-encoder") || name.startsWith("natcast-s"))
                .filter(name -> !name.startsWith("natcast-sources") && !name.startsWith("natcast-signaling"))
                .forEach(name -> threads.merge(name, 1, Integer::sum));
        return threads;
    }
}
