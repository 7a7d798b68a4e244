package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
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

    private final PipelineEventLog eventLog = new PipelineEventLog(InstantSource.system());

    /** A scraper refuses all metrics when one series is there twice. */
    @Test
    void everyEncodingIsASeriesOfItsOwn() throws Exception {
        List<EncodingFormat> formats = List.of(
                EncodingFormat.of(VideoCodec.H264),
                EncodingFormat.of(VideoCodec.H264).withRendition(2),
                EncodingFormat.of(VideoCodec.H264).withMaximumUnit(1200),
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
                eventLog::accept,
                eventLog::accept)) {
            pipeline.sources().start(VideoSource.testPattern());
            for (EncodingFormat format : formats) {
                BlockingQueue<EncodedFrame> frames = new LinkedBlockingQueue<>();
                pipeline.video().of(format).subscribe(frames::add);
                assertThat(frames.poll(20, TimeUnit.SECONDS)).isNotNull();
            }
            Map<String, Double> series = MetricsReader.read(new MetricsReport(monitored(pipeline)).metrics());
            assertThat(series.keySet().stream().filter(name -> name.startsWith("natcast_encoded_frames_total{")))
                    .hasSize(formats.size())
                    .contains("natcast_encoded_frames_total{codec=\"h264\",encoder=\"cpu\",rendition=\"2\"}");
            assertThat(series)
                    .containsEntry(
                            "natcast_encoder_target_bits_per_second{codec=\"h264\",encoder=\"cpu\",rendition=\"2\"}",
                            360_000.0);
        }
    }

    private Monitored monitored(MediaPipeline pipeline) {
        return new Monitored(
                pipeline,
                format -> 1,
                Optional.empty(),
                eventLog,
                new ViewerRegistry(10),
                new ViewerMeter(new StreamerListener() {}, SETTINGS.ladder()),
                Optional::empty,
                List.of(VideoCodec.H264),
                () -> new EgressStats(false, "nothing is sent", 0, 0, 0, 0, 0, 0),
                System::nanoTime,
                System.nanoTime());
    }
}
