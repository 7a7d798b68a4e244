package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import io.github.natcast.streamer.internal.media.video.EncodingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PipelineEventLogTest {
    private final List<StreamerEvent> told = new ArrayList<>();
    private final PipelineEventLog eventLog =
            new PipelineEventLog(() -> Instant.parse("2026-11-22T10:00:00.123456Z"), told::add);
    private final ChannelEventLog events = eventLog.ofChannel(Channel.DEFAULT_NAME);

    @Test
    void eachEventIsASentenceWithItsTime() {
        events.accept(new SourceEvent.Shown("film.mp4", true));
        events.accept(new SourceEvent.Stalled("camera", 2100));

        assertThat(eventLog.last())
                .containsExactly(
                        "2026-11-22T10:00:00.123Z film.mp4 is shown",
                        "2026-11-22T10:00:00.123Z camera has been silent for 2100 ms; the standby is shown until its next"
                                + " picture: look at what makes the pictures, and the way to it");
        assertThat(eventLog.sourceFailures()).isEqualTo(1);
    }

    @Test
    void aCamerasPasswordIsNotShown() {
        events.accept(new SourceEvent.Shown("rtsp://admin:secret@camera.local/1", false));
        events.accept(new SourceEvent.Failed(
                "rtsp://admin:secret@camera.local/1", "source rtsp://admin:secret@camera.local/1 cannot be read on"));

        assertThat(eventLog.last())
                .hasSize(2)
                .allSatisfy(entry ->
                        assertThat(entry).contains("rtsp://***@camera.local/1").doesNotContain("secret"));
        assertThat(told)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("secret"));
    }

    @Test
    void onlyTheLatestAreKept() {
        for (int number = 0; number < 100; number++) {
            events.accept(new SourceEvent.Ended("clip " + number));
        }

        assertThat(eventLog.last()).hasSize(20);
        assertThat(eventLog.last().get(19)).endsWith("clip 99 is at its end");
    }

    @Test
    void saysWhichChannelUnlessItIsTheDefaultOne() {
        ChannelEventLog other = eventLog.ofChannel("room 7");
        other.accept(new SourceEvent.Failed("film.mp4", "source film.mp4 cannot be read on"));
        events.accept(new SourceEvent.Shown("clip.mp4", true));

        assertThat(eventLog.last())
                .extracting(entry -> entry.substring(25))
                .containsExactly("channel room 7: source film.mp4 cannot be read on", "clip.mp4 is shown");
        assertThat(told)
                .containsExactly(
                        new StreamerEvent.SourceFailed("room 7", "film.mp4", "source film.mp4 cannot be read on"),
                        new StreamerEvent.SourceShown(Channel.DEFAULT_NAME, "clip.mp4", true));
        assertThat(eventLog.sourceFailures()).isEqualTo(1);
    }

    /** Each kind of event says in one line what the log said before there were events for programs. */
    @Test
    void everyEventOfAnEncodingIsTold() {
        EncodingFormat full = EncodingFormat.of(VideoCodec.H264);
        EncodingFormat small = full.withRendition(2);
        events.accept(new EncodingEvent.EncoderOpened(full, "gpu"));
        events.accept(new EncodingEvent.EncoderFailed(full, "gpu", "device lost"));
        events.accept(new EncodingEvent.EncoderOpened(full, "cpu"));
        events.accept(new EncodingEvent.EncodingFailed(full, "no memory"));
        events.accept(new EncodingEvent.RenditionFailed(small, "no session"));
        events.accept(new EncodingEvent.PictureRefused(full, "odd"));

        assertThat(told)
                .extracting(StreamerEvent::sentence)
                .containsExactly(
                        "H264 is encoded by gpu",
                        "gpu failed (device lost); the next encoder of H264 takes over",
                        "H264 is encoded by cpu",
                        "no encoder is left for H264: no memory",
                        "there is no H264, rendition 2 for now, its viewers get a larger one: no session",
                        "a picture cannot be encoded as H264: odd");
        assertThat(((StreamerEvent.EncoderOpened) told.get(2)).before()).contains("gpu");
        assertThat(eventLog.encoderFailures()).isEqualTo(3);
    }
}
