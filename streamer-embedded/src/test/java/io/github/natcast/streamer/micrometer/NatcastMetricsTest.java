package io.github.natcast.streamer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.StreamerMetrics.Bucket;
import io.github.natcast.streamer.StreamerMetrics.Metric;
import io.github.natcast.streamer.StreamerMetrics.Sample;
import io.github.natcast.streamer.VideoSettings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.CountingMode;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class NatcastMetricsTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final Map<String, Long> framesOf = new HashMap<>();
    private double viewers = 2;
    private boolean running = true;
    private int readings;
    private final NatcastMetrics metrics = new NatcastMetrics(this::read, Tags.of("app", "studio"));

    private Optional<StreamerMetrics> read() {
        readings++;
        if (!running) {
            return Optional.empty();
        }
        List<Sample> frames = new ArrayList<>();
        framesOf.forEach((channel, count) -> frames.add(new Sample.Value(
                channel.equals("live")
                        ? Map.of("codec", "h264", "rendition", "0")
                        : Map.of("channel", channel, "codec", "h264", "rendition", "0"),
                (double) count)));
        List<Bucket> buckets = List.of(new Bucket(1, 2), new Bucket(Double.POSITIVE_INFINITY, 3));
        return Optional.of(new StreamerMetrics(List.of(
                new Metric(
                        "natcast_viewers",
                        StreamerMetrics.Type.GAUGE,
                        "Viewers.",
                        List.of(new Sample.Value(Map.of(), viewers))),
                new Metric("natcast_encoded_frames_total", StreamerMetrics.Type.COUNTER, "Frames.", frames),
                new Metric(
                        "natcast_encoder_unusable",
                        StreamerMetrics.Type.GAUGE,
                        "Unusable.",
                        List.of(new Sample.Value(
                                Map.of("codec", "h264", "encoder", "gpu", "reason", "a sentence", "rendition", "0"),
                                1))),
                new Metric(
                        "natcast_publication_packets_total",
                        StreamerMetrics.Type.COUNTER,
                        "Packets.",
                        List.of(
                                new Sample.Value(Map.of("target", "https://one", "publication", "1"), 5),
                                new Sample.Value(
                                        Map.of("channel", "room 7", "target", "https://one", "publication", "1"), 7))),
                new Metric(
                        "natcast_viewer_round_trip_seconds",
                        StreamerMetrics.Type.HISTOGRAM,
                        "Round trips.",
                        List.of(new Sample.Histogram(Map.of(), buckets, 4.5, 3))),
                new Metric(
                        "natcast_viewer_loss_ratio",
                        StreamerMetrics.Type.HISTOGRAM,
                        "Losses.",
                        List.of(new Sample.Histogram(Map.of(), buckets, 0.25, 3))))));
    }

    private double frames(String channel) {
        return registry.get("natcast.encoded.frames")
                .tags("channel", channel, "app", "studio")
                .functionCounter()
                .count();
    }

    private double viewersNow() {
        return registry.get("natcast.viewers").gauge().value();
    }

    private void later() {
        clock.add(Duration.ofSeconds(1));
        viewersNow();
    }

    @Test
    void eachKindBecomesAMeter() {
        framesOf.put("live", 70L);
        framesOf.put("room 7", 5L);
        metrics.bindTo(registry);

        assertThat(viewersNow()).isEqualTo(2);
        assertThat(frames("live")).isEqualTo(70);
        assertThat(frames("room 7")).isEqualTo(5);
        assertThat(registry.get("natcast.viewer.round.trip").functionTimer().count())
                .isEqualTo(3);
        assertThat(registry.get("natcast.viewer.round.trip").functionTimer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(4_500);
        assertThat(registry.get("natcast.viewer.loss.ratio.sum")
                        .functionCounter()
                        .count())
                .isEqualTo(0.25);
        assertThat(registry.get("natcast.encoder.unusable").gauge().getId().getTag("reason"))
                .as("a sentence is no tag")
                .isNull();
    }

    /** As registries are that push: what they report is what came in each step. */
    @Test
    void aStepHasWhatCameInIt() {
        SimpleMeterRegistry steps = new SimpleMeterRegistry(
                new SimpleConfig() {
                    @Override
                    public @Nullable String get(String key) {
                        return null;
                    }

                    @Override
                    public CountingMode mode() {
                        return CountingMode.STEP;
                    }

                    @Override
                    public Duration step() {
                        return Duration.ofMinutes(1);
                    }
                },
                clock);
        framesOf.put("live", 0L);
        metrics.bindTo(steps);
        framesOf.put("live", 1_500L);
        assertThat(step(steps, "live")).isEqualTo(1_500);
        framesOf.put("live", 3_000L);
        framesOf.put("room 7", 9_000L);
        assertThat(step(steps, "live")).isEqualTo(1_500);
        framesOf.put("room 7", 9_500L);
        assertThat(step(steps, "room 7")).isEqualTo(500);

        // The channel is closed, and another one of its name is opened.
        framesOf.put("room 7", 300L);
        assertThat(step(steps, "room 7")).isEqualTo(300);
        framesOf.put("room 7", 700L);
        assertThat(step(steps, "room 7")).isEqualTo(400);
    }

    /** What a minute counts; all meters are read shortly before its end, and after. */
    private double step(SimpleMeterRegistry steps, String channel) {
        for (int seconds : new int[] {59, 1}) {
            clock.add(Duration.ofSeconds(seconds));
            steps.get("natcast.viewers").gauge().value();
            steps.getMeters().forEach(meter -> meter.measure().forEach(measured -> measured.getValue()));
        }
        return steps.get("natcast.encoded.frames")
                .tags("channel", channel)
                .functionCounter()
                .count();
    }

    /** Prometheus refuses a meter whose tags differ from those of another one of its name. */
    @Test
    void metersOfOneNameHaveTheSameTags() {
        framesOf.put("live", 1L);
        framesOf.put("room 7", 1L);
        metrics.bindTo(registry);

        assertSameTags(registry.getMeters());
    }

    private static void assertSameTags(List<Meter> meters) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (Meter meter : meters) {
            Set<String> own =
                    meter.getId().getTags().stream().map(tag -> tag.getKey()).collect(Collectors.toSet());
            assertThat(keys.computeIfAbsent(meter.getId().getName(), first -> own))
                    .as(meter.getId().getName())
                    .isEqualTo(own);
        }
    }

    @Test
    void allMetersOfOneReadingAreReadOnce() {
        framesOf.put("live", 1L);
        metrics.bindTo(registry);
        int before = readings;
        viewers = 9;
        registry.forEachMeter(meter -> meter.measure().forEach(measured -> measured.getValue()));
        assertThat(readings).isEqualTo(before);
        assertThat(viewersNow()).isEqualTo(2);

        later();
        registry.forEachMeter(meter -> meter.measure().forEach(measured -> measured.getValue()));

        assertThat(readings).isEqualTo(before + 1);
        assertThat(viewersNow()).isEqualTo(9);
    }

    @Test
    void aThousandChannelsLeaveNothing() {
        framesOf.put("live", 1L);
        metrics.bindTo(registry);
        int before = registry.getMeters().size();
        for (int number = 0; number < 1_000; number++) {
            framesOf.put("room " + number, 10L);
            later();
            assertThat(frames("room " + number)).isEqualTo(10);
            framesOf.remove("room " + number);
            later();
        }
        assertThat(registry.getMeters()).hasSize(before);
        assertThat(frames("live")).isEqualTo(1);
    }

    @Test
    void metersGoWithTheStreamerAndComeWhenItRuns() {
        running = false;
        metrics.bindTo(registry);
        assertThat(viewersNow()).isNaN();
        assertThat(registry.getMeters()).hasSize(1);

        running = true;
        framesOf.put("live", 3L);
        later();
        assertThat(frames("live")).isEqualTo(3);

        running = false;
        later();
        assertThat(registry.getMeters()).hasSize(1);
        metrics.close();
        assertThat(registry.getMeters()).isEmpty();
        metrics.bindTo(registry);
        assertThat(registry.getMeters()).as("it is closed").isEmpty();
    }

    /** Nobody but the registry needs to keep the binder. */
    @Test
    void theRegistryKeepsIt() {
        framesOf.put("live", 3L);
        new NatcastMetrics(this::read, Tags.empty()).bindTo(registry);
        System.gc();
        later();

        assertThat(registry.get("natcast.encoded.frames").functionCounter().count())
                .isEqualTo(3);
    }

    @Test
    @SuppressWarnings("try") // closing is what is tested
    @Timeout(120)
    void bindsARealStreamer() throws Exception {
        try (Streamer streamer = Streamer.builder()
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .rehearse(false)
                        .video(VideoSettings.defaults().withSize(320, 180))
                        .build();
                NatcastMetrics real = new NatcastMetrics(streamer)) {
            real.bindTo(registry);
            streamer.start();
            later();
            assertThat(viewersNow()).isZero();
            assertThat(registry.get("natcast.encoder.target.bits.per.second")
                            .tags("channel", "live", "rendition", "0", "codec", "h264")
                            .gauge()
                            .value())
                    .isEqualTo(2_000_000);
            assertThat(registry.get("natcast.egress.packets").functionCounter().count())
                    .isZero();
            assertSameTags(registry.getMeters());
            streamer.close();
            later();
            assertThat(registry.getMeters()).hasSize(1);
        }
        assertThat(registry.getMeters()).isEmpty();
    }
}
