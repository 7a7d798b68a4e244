package io.github.natcast.streamer.whip;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.browser.FlashAndBeep;
import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.publish.PublishSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pion, which MediaMTX, LiveKit and Broadcast Box are made of, answers behind a WHIP endpoint. */
@Timeout(300)
final class PublishToPionTest {
    @TempDir
    private static Path folder;

    private static Path program;

    @BeforeAll
    static void build() throws Exception {
        program = PionPeer.build(folder);
    }

    @Test
    void takesPicturesAndSound() throws Exception {
        try (FlashAndBeep show = new FlashAndBeep();
                Streamer streamer = Streamer.builder()
                        .source(show.source())
                        .video(VideoSettings.defaults().withSize(320, 180))
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .rehearse(false)
                        .build()) {
            streamer.start();
            takes(streamer, VideoCodec.H264, "track video/H264 ");
            takes(streamer, VideoCodec.VP8, "track video/VP8 ");
        }
    }

    private static void takes(Streamer streamer, VideoCodec codec, String track) throws Exception {
        try (PionPeer pion = new PionPeer(program);
                WhipFront front = new WhipFront(pion::answer);
                Publication publication = streamer.publish(
                        front.endpoint(),
                        PublishSettings.defaults().withToken(WhipFront.TOKEN).withCodecs(codec))) {
            List<String> expected = List.of("state connected", track, "track audio/opus ");
            for (int i = 0; i < 600 && !pion.said().containsAll(expected); i++) {
                Thread.sleep(50);
            }
            assertThat(pion.said()).as("%s", publication.reason()).containsAll(expected);
            assertThat(publication.stats().codec()).isEqualTo(codec.name());
        }
    }
}
