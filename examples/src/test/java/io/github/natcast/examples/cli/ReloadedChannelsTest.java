package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.publish.Publication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is published stays published once, whatever fails meanwhile. The media servers are not there. */
@Timeout(120)
final class ReloadedChannelsTest {
    private static final String FIRST = "http://127.0.0.1:1/first/whip";
    private static final String SECOND = "http://127.0.0.1:1/second/whip";

    @TempDir
    private Path folder;

    private final AtomicInteger starts = new AtomicInteger();
    private final Streamer streamer = Streamer.builder()
            .httpBindAddress("127.0.0.1")
            .httpPort(0)
            .mediaBindAddress("127.0.0.1")
            .mediaPort(0)
            .audio(AudioSettings.disabled())
            .rehearse(false)
            .publishes(true)
            .build();
    private final ReloadedChannels channels = new ReloadedChannels(streamer, Map.of());

    @BeforeEach
    void start() throws Exception {
        streamer.start();
    }

    @AfterEach
    void close() {
        streamer.close();
    }

    @Test
    void aTargetThatIsOfNoUseCostsTheOthersNothing() throws Exception {
        Path token = folder.resolve("token");
        String one = "\"publish\": [\"" + FIRST + "\"]";
        String two = "\"publish\": [\"" + FIRST + "\", \"" + SECOND + "\"], \"publish-token-file\": [\"-\", \"" + token
                + "\"]";
        assertThat(take(one)).isTrue();
        Publication first = streamer.publications().get(0);

        assertThat(take(two)).as("there is no such token").isFalse();
        assertThat(take(two)).as("there is none yet").isFalse();
        assertThat(streamer.publications()).containsExactly(first);

        Files.writeString(token, "a-token");
        assertThat(take(two)).isTrue();
        assertThat(streamer.publications()).hasSize(2).contains(first);

        assertThat(take(one)).isTrue();
        assertThat(streamer.publications()).containsExactly(first);
        assertThat(starts).as("the source was shown on and on").hasValue(1);
    }

    @Test
    void aChannelThatIsOverIsClosedWhateverFailedBefore() {
        assertThat(take("\"publish\": [\"" + FIRST + "\"], \"publish-token-file\": [\"" + folder.resolve("none")
                        + "\"]"))
                .isFalse();
        assertThat(streamer.channel("hall")).isPresent();
        assertThat(channels.take(Map.of(), Map.of())).isTrue();
        assertThat(streamer.channel("hall")).isEmpty();
    }

    private boolean take(String publish) {
        ChannelOption option = new ChannelOption.Converter().convert("{\"name\": \"hall\", " + publish + "}");
        return channels.take(
                Map.of("hall", option),
                Map.of("hall", ChannelSettings.of(counted()).withAudio(AudioSettings.disabled())));
    }

    /** A test pattern whose starts are counted. */
    private VideoSource counted() {
        VideoSource pattern = VideoSource.testPattern();
        return new VideoSource() {
            @Override
            public String name() {
                return pattern.name();
            }

            @Override
            public Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException {
                starts.incrementAndGet();
                return pattern.start(wanted, sink);
            }
        };
    }
}
