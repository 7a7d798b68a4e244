package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.monitoring.MetricsReader;
import io.github.natcast.streamer.internal.rtcp.ReceiverEstimatedMaximumBitrate;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.whep.WhepViewer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a streamer tells of a viewer that plays: to the program, at {@code /viewers}, and in the metrics. */
@Timeout(120)
final class ViewersTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void tellsWhoWatchesAndWhatTheyAreSent() throws Exception {
        List<ViewerStats> last = new CopyOnWriteArrayList<>();
        CountDownLatch closed = new CountDownLatch(1);
        StreamerListener listener = new StreamerListener() {
            @Override
            public void onViewerClosed(Viewer viewer, String reason) {
                viewer.stats().ifPresent(last::add);
                closed.countDown();
            }
        };
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(320, 180))
                .listener(listener)
                .build()) {
            streamer.start();
            assertThat(get(streamer, "viewers").body()).isEqualTo("[]");
            DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
            WhepViewer viewer = WhepViewer.join(http, streamer.address(), identity);

            JsonNode all = new ObjectMapper().readTree(get(streamer, "viewers").body());
            assertThat(all).hasSize(1);
            String id = streamer.viewers().get(0).id();
            HttpResponse<String> one = get(streamer, "viewers/" + id);
            assertThat(one.statusCode()).isEqualTo(200);
            for (JsonNode entry : new JsonNode[] {all.get(0), new ObjectMapper().readTree(one.body())}) {
                assertThat(entry.get("id").asText()).isEqualTo(id);
                assertThat(entry.get("session").asText()).isEqualTo("live");
                assertThat(entry.get("state").asText()).isEqualTo("connected");
                assertThat(entry.get("protocol").asText()).isEqualTo("whep");
                assertThat(Instant.parse(entry.get("since").asText())).isBeforeOrEqualTo(Instant.now());
                assertThat(entry.get("client").asText()).startsWith("127.0.0.1:");
                assertThat(entry.get("pair").get("remote").get("address").asText())
                        .startsWith("127.0.0.1:");
                assertThat(entry.get("rendition").get("width").asInt()).isEqualTo(320);
                assertThat(entry.get("packetsSent").asLong()).isPositive();
                assertThat(entry.get("rate").get("feedback").asText()).isEqualTo("none");
            }
            assertThat(get(streamer, "viewers/nobody").statusCode()).isEqualTo(404);

            Map<String, Double> metrics =
                    MetricsReader.read(get(streamer, "metrics").body());
            assertThat(metrics)
                    .containsEntry("natcast_viewers_connected", 1.0)
                    .containsKey("natcast_rendition_viewers{rendition=\"0\",size=\"320x180\"}")
                    .containsKeys("natcast_viewer_round_trip_seconds_count", "natcast_viewer_loss_ratio_sum");
            assertDocumented(metrics, all.get(0));

            viewer.hangUp();
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(last)
                    .as("the last figures")
                    .singleElement()
                    .satisfies(stats -> assertThat(stats.packetsSent()).isPositive());
            assertThat(get(streamer, "viewers/" + id).statusCode()).isEqualTo(404);
        }
    }

    /** A viewer says once that little arrives: it gets a smaller picture, and all who ask hear of it. */
    @Test
    void tellsWhoIsSentASmallerRenditionAndWhy() throws Exception {
        BlockingQueue<Rendition.Change> changes = new LinkedBlockingQueue<>();
        StreamerListener listener = new StreamerListener() {
            @Override
            public void onRenditionChanged(Viewer viewer, Rendition.Change change) {
                changes.add(change);
            }
        };
        VideoSettings settings = VideoSettings.defaults().withSize(320, 180);
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(settings)
                .limits(Limits.defaults().withRequestsPerSecond(1_000_000)) // it is asked without a pause
                .listener(listener)
                .build()) {
            streamer.start();
            DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
            WhepViewer viewer = WhepViewer.join(http, streamer.address(), identity);
            awaitMedia(viewer, Duration.ofSeconds(2));
            ReceiverEstimatedMaximumBitrate estimate =
                    new ReceiverEstimatedMaximumBitrate(1, 5_000, List.of(0xF0000001L));
            byte[] packet = new byte[estimate.encodedLength()];
            estimate.write(packet, 0);
            viewer.packets().sendRtcp(packet);

            assertThat(changes.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new Rendition.Change(
                            settings.ladder().get(0), settings.ladder().get(2), Rendition.Reason.PATH_CARRIES_LESS));
            JsonNode entry = only(streamer);
            // What is known of the path is up to a fifth of a second old.
            for (int i = 0; i < 2000 && entry.at("/rate/feedback").asText().equals("none"); i++) {
                entry = only(streamer);
            }
            assertThat(entry.get("rendition").get("width").asInt()).isEqualTo(160);
            assertThat(entry.get("rate").get("feedback").asText()).isEqualTo("remb");
            assertThat(entry.get("rate").get("renditionChanges").asInt()).isEqualTo(1);
            assertThat(entry.get("rate").get("paced").asBoolean()).isTrue();
            assertThat(get(streamer, "metrics").body())
                    .contains("natcast_rendition_changes_total{reason=\"path_carries_less\"} 1\n");
            viewer.leave();
        }
    }

    private JsonNode only(Streamer streamer) throws Exception {
        return new ObjectMapper().readTree(get(streamer, "viewers").body()).get(0);
    }

    /** Receives until so much of the stream's own time has passed (RTP timestamps at 90 kHz). */
    private static void awaitMedia(WhepViewer viewer, Duration time) throws Exception {
        OptionalInt first = OptionalInt.empty();
        for (int passed = 0; passed < time.toMillis() * 90; ) {
            byte[] packet = Objects.requireNonNull(viewer.packets().nextPacket(), "no packet came in time");
            if (!TinyViewer.isRtcp(packet)) {
                int timestamp = ByteBuffer.wrap(packet).getInt(4);
                first = OptionalInt.of(first.orElse(timestamp));
                passed = timestamp - first.getAsInt();
            }
        }
    }

    private static void assertDocumented(Map<String, Double> metrics, JsonNode viewer) throws IOException {
        String text = Files.readString(Path.of("../docs/monitoring.md"));
        assertThat(metrics.keySet()).allSatisfy(series -> {
            String name = series.replaceFirst("\\{.*", "");
            String metric = name.startsWith("natcast_viewer_") ? name.replaceFirst("_(bucket|sum|count)$", "") : name;
            String family = metric.replaceFirst("^(natcast_(audio|egress))_.*", "$1_…");
            assertThat(text).containsPattern("`" + Pattern.quote(family) + "[`{]");
        });
        List<String> fields = new ArrayList<>();
        viewer.fieldNames().forEachRemaining(fields::add);
        viewer.get("rate").fieldNames().forEachRemaining(fields::add);
        assertThat(fields).allSatisfy(field -> assertThat(text).contains("\"" + field + "\":"));
    }

    private HttpResponse<String> get(Streamer streamer, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(streamer.address().resolve(path)).build(), BodyHandlers.ofString());
    }
}
