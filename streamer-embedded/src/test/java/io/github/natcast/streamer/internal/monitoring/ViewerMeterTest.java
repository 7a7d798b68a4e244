package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the viewers' statistics in the metrics, second by second. */
final class ViewerMeterTest {
    private static final List<Rendition> LADDER = VideoSettings.defaults().ladder();

    private final List<String> heard = new ArrayList<>();
    private final Seconds seconds = new Seconds();
    private final ViewerMeter meter = new ViewerMeter(
            new StreamerListener() {
                @Override
                public void onViewerOpened(Viewer viewer) {
                    heard.add("opened");
                }

                @Override
                public void onViewerConnected(Viewer viewer) {
                    heard.add("connected");
                }

                @Override
                public void onRenditionChanged(Viewer viewer, Rendition.Change change) {
                    heard.add("changed");
                }

                @Override
                public void onViewerClosed(Viewer viewer, String reason) {
                    heard.add("closed " + reason);
                }
            },
            LADDER);

    /** A loop whose only timer is due when the test says so. */
    private static final class Seconds implements ControlLoop {
        @Nullable
        Runnable timer;

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            assertThat(delay).isEqualTo(Duration.ofSeconds(1));
            assertThat(timer).as("one timer for all viewers").isNull();
            timer = task;
            return () -> timer = null;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        void pass() {
            Runnable due = timer;
            timer = null;
            if (due != null) {
                due.run();
            }
        }
    }

    private static final class Watching implements Viewer {
        @Nullable
        ViewerStats stats;

        ViewerState state = ViewerState.CONNECTED;
        String channel = "live";

        @Override
        public Optional<ViewerVerdict> verdict() {
            return Optional.empty();
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public Optional<Object> attachment() {
            return Optional.empty();
        }

        @Override
        public String id() {
            return "id";
        }

        @Override
        public String session() {
            return "live";
        }

        @Override
        public InetAddress clientAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public Instant since() {
            return Instant.EPOCH;
        }

        @Override
        public ViewerState state() {
            return state;
        }

        @Override
        public List<String> timeline() {
            return List.of();
        }

        @Override
        public Optional<ViewerStats> stats() {
            return Optional.ofNullable(stats);
        }

        @Override
        public void close(String reason) {}

        @Override
        public boolean send(String json) {
            return false;
        }
    }

    @BeforeEach
    void start() {
        meter.timedBy(seconds);
    }

    private static ViewerStats stats(int rendition, long resent, boolean rtx, ViewerStats.@Nullable Rate rate) {
        return new ViewerStats(
                VideoCodec.VP8,
                LADDER.get(rendition),
                LADDER.get(rendition).bitrate(),
                1,
                1,
                1,
                1,
                resent,
                3,
                rtx,
                0,
                0,
                0.25,
                1,
                Duration.ZERO,
                Optional.of(Duration.ofMillis(80)),
                Optional.ofNullable(rate));
    }

    private static ViewerStats.Rate rate(long estimate, double delay, double loss, long leftOut, long padding) {
        return new ViewerStats.Rate(
                ViewerStats.Feedback.TRANSPORT_WIDE,
                estimate > 0 ? OptionalLong.of(estimate) : OptionalLong.empty(),
                Duration.ofNanos((long) (delay * 1e9)),
                loss,
                Optional.of(Duration.ofMillis(40)),
                false,
                0,
                leftOut,
                padding);
    }

    private Map<String, Double> metrics() {
        MetricsCollector metrics = new MetricsCollector();
        meter.metrics(metrics);
        return MetricsReader.read(PrometheusText.of(metrics.metrics()));
    }

    @Test
    void looksAtEachViewerOnceASecond() {
        Watching one = new Watching();
        Watching two = new Watching();
        meter.onViewerOpened(one);
        meter.onViewerOpened(two);
        seconds.pass();
        assertThat(metrics()).as("no media yet").containsEntry("natcast_viewer_estimate_bits_per_second_count", 0.0);
        one.stats = stats(0, 5, true, rate(2_500_000, 0.004, 0, 0, 0));
        two.stats = stats(2, 7, false, rate(390_000, 0.12, 0.03, 6, 1_000));
        seconds.pass();
        seconds.pass();
        assertThat(metrics())
                .containsEntry("natcast_rendition_viewers{rendition=\"0\",size=\"1280x720\"}", 1.0)
                .containsEntry("natcast_rendition_viewers{rendition=\"1\",size=\"854x480\"}", 0.0)
                .containsEntry("natcast_rendition_viewers{rendition=\"2\",size=\"512x288\"}", 1.0)
                .containsEntry("natcast_viewer_estimate_bits_per_second_bucket{le=\"400000\"}", 2.0)
                .containsEntry("natcast_viewer_estimate_bits_per_second_sum", 2 * 2_890_000.0)
                .containsEntry("natcast_viewer_estimate_bits_per_second_count", 4.0)
                .containsEntry("natcast_viewer_queueing_delay_seconds_bucket{le=\"0.005\"}", 2.0)
                .containsEntry("natcast_viewer_queueing_delay_seconds_bucket{le=\"0.15\"}", 4.0)
                .containsEntry("natcast_viewer_loss_ratio_bucket{le=\"0\"}", 2.0)
                .containsEntry("natcast_viewer_loss_ratio_bucket{le=\"0.05\"}", 4.0)
                .containsEntry("natcast_viewer_round_trip_seconds_bucket{le=\"0.05\"}", 4.0)
                .containsEntry("natcast_packets_resent_total{stream=\"rtx\"}", 5.0)
                .containsEntry("natcast_packets_resent_total{stream=\"same\"}", 7.0)
                .containsEntry("natcast_resends_refused_total", 6.0)
                .containsEntry("natcast_frames_left_out_total", 6.0)
                .containsEntry("natcast_padding_bytes_total", 1_000.0);
    }

    @Test
    void viewersOfAnotherChannelAreCountedApart() {
        Watching one = new Watching();
        one.stats = stats(0, 0, true, null);
        Watching other = new Watching();
        other.channel = "room 7";
        other.stats = stats(0, 0, true, null);
        meter.onViewerOpened(one);
        meter.onViewerOpened(other);
        seconds.pass();
        String elsewhere = "natcast_rendition_viewers{channel=\"room 7\",rendition=\"0\",size=\"1280x720\"}";
        assertThat(metrics())
                .containsEntry("natcast_rendition_viewers{rendition=\"0\",size=\"1280x720\"}", 1.0)
                .containsEntry(elsewhere, 1.0);

        meter.onViewerClosed(other, "gone");
        seconds.pass();
        assertThat(metrics()).as("a channel without viewers leaves nothing").doesNotContainKey(elsewhere);
    }

    @Test
    void totalsOutliveTheViewers() {
        Watching viewer = new Watching();
        meter.onViewerOpened(viewer);
        viewer.stats = stats(0, 5, true, rate(1_000_000, 0, 0, 0, 0));
        seconds.pass();
        viewer.stats = stats(0, 9, true, rate(1_000_000, 0, 0, 2, 0));
        viewer.state = ViewerState.CLOSED;
        meter.onViewerClosed(viewer, "gone");
        seconds.pass();
        assertThat(seconds.timer).as("nobody is there").isNull();
        assertThat(metrics())
                .containsEntry("natcast_packets_resent_total{stream=\"rtx\"}", 9.0)
                .containsEntry("natcast_frames_left_out_total", 2.0)
                .containsEntry("natcast_rendition_viewers{rendition=\"0\",size=\"1280x720\"}", 0.0);
        Watching next = new Watching();
        next.stats = stats(0, 1, true, null);
        meter.onViewerOpened(next);
        seconds.pass();
        assertThat(metrics()).containsEntry("natcast_packets_resent_total{stream=\"rtx\"}", 10.0);
    }

    @Test
    void withoutAdaptationReceiverReportsAreWhatIsKnown() {
        Watching viewer = new Watching();
        viewer.stats = stats(0, 0, false, null);
        meter.onViewerOpened(viewer);
        seconds.pass();
        assertThat(metrics())
                .containsEntry("natcast_viewer_round_trip_seconds_sum", 0.08)
                .containsEntry("natcast_viewer_loss_ratio_sum", 0.25)
                .containsEntry("natcast_viewer_estimate_bits_per_second_count", 0.0)
                .containsEntry("natcast_viewer_queueing_delay_seconds_count", 0.0);
    }

    @Test
    void countsSwitchesAndPassesEventsOn() {
        Watching viewer = new Watching();
        meter.onViewerOpened(viewer);
        meter.onViewerConnected(viewer);
        meter.onRenditionChanged(
                viewer, new Rendition.Change(LADDER.get(0), LADDER.get(2), Rendition.Reason.PATH_CARRIES_LESS));
        meter.onViewerClosed(viewer, "gone");
        assertThat(heard).containsExactly("opened", "connected", "changed", "closed gone");
        assertThat(metrics())
                .containsEntry("natcast_rendition_changes_total{reason=\"path_carries_less\"}", 1.0)
                .containsEntry("natcast_rendition_changes_total{reason=\"path_carries_more\"}", 0.0)
                .containsEntry("natcast_rendition_changes_total{reason=\"encoder_failed\"}", 0.0);
    }

    /** Whatever viewers report, a scraper can read it, and counters never fall. */
    @Test
    void countersNeverFall() {
        Random random = new Random(7);
        List<Watching> open = new ArrayList<>();
        double resent = 0;
        for (int round = 0; round < 500; round++) {
            if (open.size() < 4) {
                Watching viewer = new Watching();
                open.add(viewer);
                meter.onViewerOpened(viewer);
            }
            Watching viewer = open.get(random.nextInt(open.size()));
            double odd = Double.longBitsToDouble(random.nextLong());
            viewer.stats = stats(
                    random.nextInt(3),
                    random.nextInt(1000),
                    random.nextBoolean(),
                    rate(random.nextLong() >> random.nextInt(64), random.nextDouble(-1, 9), odd, random.nextInt(9), 1));
            if (random.nextInt(5) == 0) {
                open.remove(viewer);
                meter.onViewerClosed(viewer, "gone");
            }
            seconds.pass();
            double now = metrics().getOrDefault("natcast_packets_resent_total{stream=\"rtx\"}", -1.0);
            assertThat(now).isGreaterThanOrEqualTo(resent);
            resent = now;
        }
        assertThat(resent).isPositive();
    }
}
