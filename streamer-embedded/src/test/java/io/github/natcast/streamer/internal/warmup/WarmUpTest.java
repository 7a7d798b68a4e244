package io.github.natcast.streamer.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.transport.Resources;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Complete viewers join and leave during the warm-up; anything that they leave behind would stay forever. */
@Timeout(120)
final class WarmUpTest {

    @Test
    void leavesNeitherThreadsNorViewersNorEncodings() throws Exception {
        AtomicInteger told = new AtomicInteger();
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .listener(new StreamerListener() {
                    @Override
                    public void onViewerOpened(Viewer viewer) {
                        told.incrementAndGet();
                    }
                })
                .build()) {
            streamer.start();

            assertThat(streamer.viewers()).isEmpty();
            assertThat(told).hasValue(0);
            Resources.awaitNoThreadsNamed("natcast-rehearsal", 10_000);
            Resources.awaitNoThreadsNamed("IceConnector", 10_000);
            assertThat(Resources.threadsNamed("natcast-rehearsal")).isZero();
            assertThat(health(streamer)).contains("\"encodings\"").doesNotContainPattern("\"viewers\":[1-9]");
            assertThat(Resources.threadsNamed("IceConnector")).isZero();
        }
    }

    private static String health(Streamer streamer) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(streamer.address().resolve("healthz"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
