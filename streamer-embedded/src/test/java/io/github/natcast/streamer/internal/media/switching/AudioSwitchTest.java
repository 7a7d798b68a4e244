package io.github.natcast.streamer.internal.media.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.video.HandSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AudioSwitchTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(7 * SECOND);
    private final FakeTasks tasks = new FakeTasks(now);
    private final HandSource standby = new HandSource("standby");
    private final HandSource camera = new HandSource("camera");
    /** The first sample of each piece, with an asterisk where another source begins. */
    private final List<String> heard = new ArrayList<>();

    private final SourceSwitch sources = new SourceSwitch(
            VideoSettings.defaults(),
            2 * SECOND,
            (frame, first) -> frame.release(),
            (frame, first) -> heard.add(frame.samples()[0] + (first ? "*" : "")),
            () -> true,
            now::get,
            tasks,
            event -> {});

    @BeforeEach
    void start() throws Exception {
        sources.start(standby);
        standby.send(now.get());
        audio(standby, 0.25f);
    }

    @AfterEach
    void close() {
        sources.close();
    }

    private void audio(HandSource source, float value) {
        MediaSink sink = Objects.requireNonNull(source.sink);
        sink.onAudio(AudioFrame.of(new float[] {value}, 48_000, 1, now.get()));
    }

    @Test
    void audioSwitchesWithThePictures() {
        sources.show(camera);
        audio(camera, 0.5f);
        audio(standby, 0.25f);
        assertThat(heard).as("before the camera's first picture").containsExactly("0.25*", "0.25");

        camera.send(now.get());
        audio(standby, 0.25f);
        audio(camera, 0.5f);
        audio(camera, 0.5f);
        assertThat(heard).containsExactly("0.25*", "0.25", "0.5*", "0.5");
    }

    @Test
    void aLiveSourceWhosePicturesStallIsNotHeardEither() {
        sources.show(camera);
        camera.send(now.get());
        tasks.pass(3 * SECOND);
        audio(camera, 0.5f);
        standby.send(now.get());
        audio(camera, 0.5f);
        audio(standby, 0.25f);
        assertThat(heard).containsExactly("0.25*", "0.25");
        camera.send(now.get());
        audio(camera, 0.5f);
        assertThat(heard).containsExactly("0.25*", "0.25", "0.5*");
    }
}
