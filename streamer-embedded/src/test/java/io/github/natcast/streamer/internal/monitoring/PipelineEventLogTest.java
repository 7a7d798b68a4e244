package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PipelineEventLogTest {
    private final PipelineEventLog eventLog = new PipelineEventLog(() -> Instant.parse("2026-11-22T10:00:00.123456Z"));

    @Test
    void eachEventIsASentenceWithItsTime() {
        eventLog.accept(new SourceEvent.Shown("film.mp4", true));
        eventLog.accept(new SourceEvent.Stalled("camera", 2100));

        assertThat(eventLog.last())
                .containsExactly(
                        "2026-11-22T10:00:00.123Z film.mp4 is shown",
                        "2026-11-22T10:00:00.123Z camera has been silent for 2100 ms; the standby is shown until its next"
                                + " picture");
        assertThat(eventLog.sourceFailures()).isEqualTo(1);
    }

    @Test
    void aCamerasPasswordIsNotShown() {
        eventLog.accept(new SourceEvent.Shown("rtsp://admin:secret@camera.local/1", false));
        eventLog.accept(new SourceEvent.Failed(
                "rtsp://admin:secret@camera.local/1", "source rtsp://admin:secret@camera.local/1 cannot be read on"));

        assertThat(eventLog.last())
                .hasSize(2)
                .allSatisfy(entry ->
                        assertThat(entry).contains("rtsp://***@camera.local/1").doesNotContain("secret"));
    }

    @Test
    void onlyTheLatestAreKept() {
        for (int number = 0; number < 100; number++) {
            eventLog.accept(new SourceEvent.Ended("clip " + number));
        }

        assertThat(eventLog.last()).hasSize(20);
        assertThat(eventLog.last().get(19)).endsWith("clip 99 is at its end");
    }
}
