package io.github.natcast.streamer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.browser.FlashAndBeep;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole publication to an engine that others wrote: pictures and audio arrive in a room of Janus. The media go over
 * this host's own addresses, since Janus gathers none of loopback.
 */
@Timeout(120)
final class JanusTest {
    private static final String TOKEN = "a-token-of-16-and-more";
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    private Path folder;

    @Test
    void aRoomReceivesPicturesAndAudio() throws Exception {
        try (JanusProcess janus = new JanusProcess(folder);
                JanusFront front = new JanusFront(janus.api(), TOKEN);
                FlashAndBeep program = new FlashAndBeep();
                Streamer streamer = Streamer.builder()
                        .source(program.source())
                        .video(VideoSettings.defaults().withSize(320, 180))
                        .httpBindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .build()) {
            streamer.start();
            Publication publication = streamer.publish(
                    front.endpoint(), PublishSettings.defaults().withToken(TOKEN));

            assertThat(front.says(Set.of("webrtcup", "video true", "audio true"), PATIENCE_SECONDS))
                    .as("%s", publication.reason())
                    .isTrue();
            assertThat(settled(publication)).isEqualTo(PublicationState.CONNECTED);
            assertThat(publication.stats().codec()).isEqualTo("H264");
            publication.close();
            assertThat(front.says(Set.of("deleted"), PATIENCE_SECONDS)).isTrue();
            assertThat(publication.state()).isEqualTo(PublicationState.CLOSED);
        }
    }

    /** Janus tells of its end of the connection, which is up before ours or after it. */
    private static PublicationState settled(Publication publication) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (publication.state() == PublicationState.CONNECTING && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        return publication.state();
    }
}
