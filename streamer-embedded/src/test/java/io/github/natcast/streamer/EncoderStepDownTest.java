package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.monitoring.ChannelEventLog;
import io.github.natcast.streamer.internal.monitoring.Monitored;
import io.github.natcast.streamer.internal.monitoring.MonitoredChannel;
import io.github.natcast.streamer.internal.monitoring.MonitoringReports;
import io.github.natcast.streamer.internal.monitoring.PipelineEventLog;
import io.github.natcast.streamer.internal.monitoring.ViewerMeter;
import io.github.natcast.streamer.internal.signaling.Health;
import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.security.Limits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An encoder fails while viewers watch: they receive the next one's frames, and health and log give the reason. */
final class EncoderStepDownTest {
    private static final EncodingFormat H264 = EncodingFormat.of(VideoCodec.H264);
    private static final String REASON = "h264_gpu: device \"0\" lost";
    private static final int FRAMES_AFTER = 10;

    private final TestEncoders encoders = new TestEncoders("h264_gpu", "h264_cpu");
    private final List<StreamerEvent> told = new CopyOnWriteArrayList<>();
    private final PipelineEventLog eventLog = new PipelineEventLog(InstantSource.system(), told::add);
    private final ChannelEventLog events = eventLog.ofChannel(Channel.DEFAULT_NAME);

    @Test
    void viewersGoOnAfterOneKeyFrameAndTheReasonIsInLogMetricsAndHealth() throws Exception {
        PrintStream standardError = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (MediaPipeline pipeline = new MediaPipeline(
                VideoSettings.defaults(),
                encoders,
                Optional.empty(),
                MediaPipeline.STALL,
                System::nanoTime,
                BackgroundTasks.threads(),
                events::accept,
                events::accept)) {
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            eventLog.started();
            MonitoredChannel channel = new MonitoredChannel(
                    Channel.DEFAULT_NAME, pipeline, format -> 2, Optional.empty(), List.of(VideoCodec.H264));
            MonitoringReports reports = new MonitoringReports(new Monitored(
                    () -> List.of(channel),
                    eventLog,
                    new ViewerRegistry(new ViewerPlaces(Limits.defaults(), new RefusalCounts(), 10)),
                    new ViewerMeter(
                            new StreamerListener() {}, VideoSettings.defaults().ladder()),
                    Optional::empty,
                    () -> new EgressStats(false, "nothing is sent", 0, 0, 0, 0, 0, 0, 0),
                    List::of,
                    new RefusalCounts(),
                    System::nanoTime,
                    System.nanoTime()));
            pipeline.sources().start(VideoSource.testPattern());
            BlockingQueue<EncodedFrame> one = new LinkedBlockingQueue<>();
            BlockingQueue<EncodedFrame> other = new LinkedBlockingQueue<>();
            pipeline.video().of(H264).subscribe(one::add);
            pipeline.video().of(H264).subscribe(other::add);
            assertThat(next(one).data()).containsExactly(0);
            assertThat(next(other).data()).containsExactly(0);

            encoders.failing.add("h264_gpu");

            assertGoesOnAfterOneKeyFrame(one);
            assertGoesOnAfterOneKeyFrame(other);
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("WARN", "h264_gpu failed (" + REASON + "); the next encoder of H264 takes over");
            assertThat(reports.forHttp().metrics().get())
                    .contains("natcast_encoder_failures_total 1\n")
                    .contains("natcast_encoder_info{codec=\"h264\",rendition=\"0\",encoder=\"h264_cpu\"} 1\n")
                    .contains("natcast_encoder_unusable{codec=\"h264\",rendition=\"0\",encoder=\"h264_gpu\","
                            + "reason=\"h264_gpu: device \\\"0\\\" lost\"} 1\n")
                    .containsPattern("natcast_encoded_frames_total\\{codec=\"h264\",rendition=\"0\"} [1-9]");
            assertHealthTells(reports.health());
            assertHealthTells(reports.forHttp().health().get());
            assertListenerIsTold();
        } finally {
            System.setErr(standardError);
        }
    }

    private static void assertGoesOnAfterOneKeyFrame(BlockingQueue<EncodedFrame> viewer) throws InterruptedException {
        long before = Long.MIN_VALUE;
        EncodedFrame frame = next(viewer);
        while (frame.data()[0] == 0) {
            before = frame.captureTimeNanos();
            frame = next(viewer);
        }
        assertThat(frame.keyFrame()).as("the first frame of the next encoder").isTrue();
        assertThat(frame.captureTimeNanos()).isGreaterThan(before);
        for (int number = 0; number < FRAMES_AFTER; number++) {
            assertThat(next(viewer).keyFrame()).as("a further key frame").isFalse();
        }
    }

    private static void assertHealthTells(Health health) {
        assertThat(health.healthy()).isTrue();
        assertThat(String.valueOf(health.details().get("events"))).contains(REASON);
        assertThat(health.details().get("encodings"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .satisfies(encoding -> {
                    assertThat(encoding.get("encoder")).isEqualTo("h264_cpu");
                    assertThat(encoding.get("unusable")).isEqualTo(Map.of("h264_gpu", REASON));
                });
    }

    private static void assertHealthTells(StreamerHealth health) {
        assertThat(health.ok()).isTrue();
        assertThat(health.reasons()).isEmpty();
        assertThat(health.encoders()).singleElement().satisfies(encoding -> {
            assertThat(encoding.encoder()).contains("h264_cpu");
            assertThat(encoding.unusable()).isEqualTo(Map.of("h264_gpu", REASON));
            assertThat(encoding.viewers()).isEqualTo(2);
        });
    }

    private void assertListenerIsTold() {
        assertThat(told)
                .filteredOn(event -> event instanceof StreamerEvent.EncoderOpened)
                .extracting(event -> ((StreamerEvent.EncoderOpened) event).before())
                .containsExactly(Optional.empty(), Optional.of("h264_gpu"));
        assertThat(told)
                .contains(new StreamerEvent.EncoderFailed(
                        Channel.DEFAULT_NAME, VideoCodec.H264, "H264", 0, Optional.of("h264_gpu"), REASON));
    }

    private static EncodedFrame next(BlockingQueue<EncodedFrame> frames) throws InterruptedException {
        EncodedFrame frame = frames.poll(20, TimeUnit.SECONDS);
        assertThat(frame).as("a frame").isNotNull();
        return frame;
    }
}
