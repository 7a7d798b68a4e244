package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.StreamerHealth;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.monitoring.host.HostSample;
import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.security.Limits;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MetricsReportTest {
    private static final VideoSettings SETTINGS = VideoSettings.defaults();

    private final PipelineEventLog eventLog = new PipelineEventLog(InstantSource.system(), event -> {});
    private final ChannelEventLog events = eventLog.ofChannel(Channel.DEFAULT_NAME);

    /** A scraper refuses all metrics when one series is there twice. */
    @Test
    void everyEncodingIsASeriesOfItsOwn() throws Exception {
        List<EncodingFormat> formats = List.of(
                EncodingFormat.of(VideoCodec.H264),
                EncodingFormat.of(VideoCodec.H264).withRendition(2),
                EncodingFormat.of(VideoCodec.H264).withMaximumUnit(1200),
                EncodingFormat.of(VideoCodec.H264).withDecoder(77),
                EncodingFormat.of(VideoCodec.H264).withDecoder(100),
                EncodingFormat.h264(H264Profile.MAIN).withDecoder(100),
                EncodingFormat.h264(H264Profile.MAIN),
                EncodingFormat.h264(H264Profile.MAIN).withRendition(1),
                EncodingFormat.of(VideoCodec.VP8));
        try (MediaPipeline pipeline = new MediaPipeline(
                SETTINGS,
                new TestEncoders("cpu"),
                Optional.empty(),
                MediaPipeline.STALL,
                System::nanoTime,
                BackgroundTasks.threads(),
                events::accept,
                events::accept)) {
            pipeline.sources().start(VideoSource.testPattern());
            for (EncodingFormat format : formats) {
                BlockingQueue<EncodedFrame> frames = new LinkedBlockingQueue<>();
                pipeline.video().of(format).subscribe(frames::add);
                assertThat(frames.poll(20, TimeUnit.SECONDS)).isNotNull();
            }
            Map<String, Double> series =
                    MetricsReader.read(reports(pipeline).forHttp().metrics().get());
            assertThat(series.keySet().stream().filter(name -> name.startsWith("natcast_encoded_frames_total{")))
                    .hasSize(formats.size())
                    .contains(
                            "natcast_encoded_frames_total{codec=\"h264\",rendition=\"2\"}",
                            "natcast_encoded_frames_total{codec=\"h264\",rendition=\"0\"," + "decoder=\"high\"}");
            assertThat(pipeline.video().status())
                    .as("the watchdog and the log tell them apart by their names")
                    .extracting(status -> status.format().toString())
                    .doesNotHaveDuplicates();
            assertThat(series)
                    .containsEntry("natcast_encoder_target_bits_per_second{codec=\"h264\",rendition=\"2\"}", 360_000.0);
        }
    }

    /** The text is made of the values: neither says what the other does not. */
    @Test
    void otherChannelsAreToldApart() throws Exception {
        try (MediaPipeline pipeline = new MediaPipeline(
                SETTINGS,
                new TestEncoders("cpu"),
                Optional.empty(),
                MediaPipeline.STALL,
                System::nanoTime,
                BackgroundTasks.threads(),
                events::accept,
                events::accept)) {
            pipeline.sources().start(VideoSource.testPattern());
            BlockingQueue<EncodedFrame> frames = new LinkedBlockingQueue<>();
            pipeline.video().of(EncodingFormat.of(VideoCodec.VP8)).subscribe(frames::add);
            assertThat(frames.poll(20, TimeUnit.SECONDS)).isNotNull();
            MonitoringReports reports = reports(channel(Channel.DEFAULT_NAME, pipeline), channel("room 7", pipeline));
            assertThat(MetricsReader.read(reports.forHttp().metrics().get()))
                    .containsKeys(
                            "natcast_encoded_frames_total{codec=\"vp8\",rendition=\"0\"}",
                            "natcast_encoded_frames_total{channel=\"room 7\",codec=\"vp8\"," + "rendition=\"0\"}");
            StreamerMetrics metrics = reports.metrics();
            assertThat(metrics.value("natcast_viewers")).contains(0.0);
            assertThat(metrics.value("natcast_encoded_frames_total"))
                    .as("of two")
                    .isEmpty();
            assertThat(metrics.find("natcast_viewer_loss_ratio").orElseThrow().samples())
                    .singleElement()
                    .satisfies(sample -> {
                        StreamerMetrics.Sample.Histogram loss = (StreamerMetrics.Sample.Histogram) sample;
                        assertThat(loss.buckets().get(loss.buckets().size() - 1))
                                .isEqualTo(new StreamerMetrics.Bucket(Double.POSITIVE_INFINITY, 0));
                    });
            assertThat(reports.health().sources())
                    .extracting(StreamerHealth.Source::channel)
                    .containsExactly(Channel.DEFAULT_NAME, "room 7");
        }
    }

    @Test
    void whatTheHostLacksIsAReasonThatLeavesItWell() throws Exception {
        try (MediaPipeline pipeline = new MediaPipeline(
                SETTINGS,
                new TestEncoders("cpu"),
                Optional.empty(),
                MediaPipeline.STALL,
                System::nanoTime,
                BackgroundTasks.threads(),
                events::accept,
                events::accept)) {
            MonitoringReports reports = reports(pipeline);
            eventLog.started();
            assertThat(reports.health().reasons()).isEmpty();
            assertThat(reports.forHttp().health().get().details()).doesNotContainKey("warnings");

            for (int second = 0; second < 5; second++) {
                eventLog.host().observe(lateSender(second)).forEach(eventLog::hostChanged);
            }

            assertThat(reports.health().ok()).isTrue();
            assertThat(reports.health().reasons()).isEmpty();
            assertThat(reports.health().warnings())
                    .singleElement()
                    .asString()
                    .startsWith("a thread that sends media came 84 ms late");
            assertThat(reports.health().events()).hasSize(1).first().asString().contains("84 ms late");
            assertThat(reports.forHttp().health().get().details().toString()).contains("warnings", "84 ms late");
            assertThat(reports.forHttp().metrics().get())
                    .contains("natcast_host_warning{condition=\"sender_late\"} 1\n")
                    .contains("natcast_host_warning{condition=\"encoder_slow\"} 0\n")
                    .contains("natcast_host_warnings_total{condition=\"sender_late\"} 1\n")
                    .contains("natcast_sender_lateness_seconds 0.084\n")
                    .contains("natcast_descriptors_limit 1024\n");
        }
    }

    private static HostSample lateSender(long second) {
        return new HostSample(
                second * 1_000_000_000,
                second * 1000,
                84_000_000,
                List.of(),
                new HostSample.Sockets(0, 0, 0, 40111),
                new HostSample.Descriptors(50, 1024, 1, 500),
                new HostSample.Memory(1, 1, 100, 0, 0, false));
    }

    private static MonitoredChannel channel(String name, MediaPipeline pipeline) {
        return new MonitoredChannel(name, pipeline, format -> 1, Optional.empty(), List.of(VideoCodec.H264));
    }

    private MonitoringReports reports(MediaPipeline pipeline) {
        return reports(channel(Channel.DEFAULT_NAME, pipeline));
    }

    private MonitoringReports reports(MonitoredChannel... channels) {
        return new MonitoringReports(new Monitored(
                () -> List.of(channels),
                eventLog,
                new ViewerRegistry(new ViewerPlaces(Limits.defaults(), new RefusalCounts(), 10)),
                new ViewerMeter(new StreamerListener() {}, SETTINGS.ladder()),
                Optional::empty,
                () -> new EgressStats(false, "nothing is sent", 0, 0, 0, 0, 0, 0, 0),
                List::of,
                new RefusalCounts(),
                System::nanoTime,
                System.nanoTime()));
    }
}
