package io.github.natcast.streamer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerMetrics.Sample;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A series of metrics belongs to one publication for as long as that is open. */
@Timeout(120)
final class PublicationNumbersTest {
    /** Where nobody listens. */
    private static final URI ONE = URI.create("http://127.0.0.1:9/one");

    private static final URI TWO = URI.create("http://127.0.0.1:9/two");
    private static final URI ELSEWHERE = URI.create("http://127.0.0.1:19/one");

    @Test
    void aNumberStaysWithItsPublication() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .rehearse(false)
                .audio(AudioSettings.disabled())
                .build()) {
            streamer.start();
            Publication first = streamer.publish(ONE, PublishSettings.defaults());
            streamer.publish(TWO, PublishSettings.defaults());
            Publication other = streamer.publish(ELSEWHERE, PublishSettings.defaults());
            assertThat(series(streamer)).containsExactly(series(9, 1), series(9, 2), series(19, 1));

            first.close();
            assertThat(series(streamer)).containsExactly(series(9, 2), series(19, 1));
            assertThat(streamer.health().publications()).extracting("number").containsExactly(2, 1);

            other.close();
            streamer.publish(TWO, PublishSettings.defaults());
            assertThat(series(streamer)).containsExactly(series(9, 2), series(9, 1));
        }
    }

    private static Map<String, String> series(int port, int number) {
        return Map.of("target", "http://127.0.0.1:" + port, "publication", String.valueOf(number));
    }

    private static List<Map<String, String>> series(Streamer streamer) {
        return streamer.metrics().find("natcast_publication_attempts_total").orElseThrow().samples().stream()
                .map(Sample::labels)
                .toList();
    }
}
