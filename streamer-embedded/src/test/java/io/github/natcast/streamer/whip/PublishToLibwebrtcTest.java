package io.github.natcast.streamer.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.browser.FlashAndBeep;
import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.publish.PublicationState;
import io.github.natcast.streamer.publish.PublishSettings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * libwebrtc, which most engines are made of or tried against, answers behind a WHIP endpoint and shows the pictures.
 */
@Timeout(180)
final class PublishToLibwebrtcTest {
    private static final List<StreamerEvent> EVENTS = new CopyOnWriteArrayList<>();
    private static Streamer streamer;

    private static final PublishSettings SETTINGS = PublishSettings.defaults()
            .withToken(WhipFront.TOKEN)
            // Its build has no decoder for H.264.
            .withCodecs(VideoCodec.VP8);

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(LibwebrtcPeer.isUsable(), "libwebrtc needs Linux on x86-64 and the libraries of a desktop");
        streamer = Streamer.builder()
                .bindAddress("0.0.0.0")
                .httpPort(0)
                .mediaPort(0)
                .rehearse(false)
                .video(VideoSettings.defaults().withSize(640, 360))
                .listener(new StreamerListener() {
                    @Override
                    public void onEvent(StreamerEvent event) {
                        EVENTS.add(event);
                    }
                })
                .build();
        streamer.start();
    }

    @AfterAll
    static void stop() {
        if (streamer != null) {
            streamer.close();
        }
    }

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        for (int i = 0; i < 600 && !holds.call(); i++) {
            Thread.sleep(50);
        }
        assertThat(holds.call()).isTrue();
    }

    private static long soundPackets(LibwebrtcPeer peer) throws Exception {
        return ((Number) peer.received("audio").getOrDefault("packetsReceived", 0)).longValue();
    }

    @Test
    @SuppressWarnings("try") // closed before the rest, to see the DELETE
    void showsThePicturesAndGetsSilence() throws Exception {
        try (LibwebrtcPeer peer = new LibwebrtcPeer();
                WhipFront front = new WhipFront(peer::answer);
                Publication publication = streamer.publish(front.endpoint(), SETTINGS)) {
            until(() -> peer.pictures() > 50);
            until(() -> soundPackets(peer) > 3);
            assertThat(peer.size()).isEqualTo("640x360");
            assertThat(publication.state()).isEqualTo(PublicationState.CONNECTED);
            assertThat(publication.reason()).isEmpty();
            assertThat(publication.stats().codec()).isEqualTo("VP8");
            assertThat(publication.stats().packetsSent()).isPositive();
            assertThat(((Number) peer.received("video").getOrDefault("packetsLost", -1)).longValue())
                    .isZero();
            assertThat(streamer.publications()).containsExactly(publication);
            assertThat(streamer.health().publications()).hasSize(1);
            assertThat(streamer.metrics()
                            .find("natcast_publication_connected")
                            .orElseThrow()
                            .samples()
                            .toString())
                    .contains("http://127.0.0.1:" + front.endpoint().getPort())
                    .doesNotContain("key");

            publication.close();
            until(() -> front.log().contains("DELETE 200"));
            assertThat(publication.state()).isEqualTo(PublicationState.CLOSED);
            assertThat(streamer.publications()).isEmpty();
        }
    }

    @Test
    void hearsTheSound() throws Exception {
        try (LibwebrtcPeer peer = new LibwebrtcPeer();
                WhipFront front = new WhipFront(peer::answer);
                FlashAndBeep program = new FlashAndBeep();
                Publication publication = streamer.publish(front.endpoint(), SETTINGS)) {
            streamer.show(program.source());
            // The beep is 0.6 of full scale.
            until(() -> peer.loudest() > 15_000);
            assertThat(soundPackets(peer)).isPositive();
            assertThat(publication.state()).isEqualTo(PublicationState.CONNECTED);
        } finally {
            streamer.showStandby();
        }
    }

    @Test
    void comesBackWhenTheEngineWasRestarted() throws Exception {
        LibwebrtcPeer[] peer = {new LibwebrtcPeer()};
        try (WhipFront front = new WhipFront(offer -> peer[0].answer(offer));
                Publication publication = streamer.publish(front.endpoint(), SETTINGS)) {
            until(() -> peer[0].pictures() > 10);
            LibwebrtcPeer former = peer[0];
            peer[0] = new LibwebrtcPeer();
            former.close();
            until(() -> peer[0].pictures() > 10);
            assertThat(publication.stats().sessions()).isEqualTo(2);
            assertThat(EVENTS).anyMatch(event -> event instanceof StreamerEvent.PublicationLost);
            assertThat(EVENTS.get(EVENTS.size() - 1)).isInstanceOf(StreamerEvent.PublicationConnected.class);
        } finally {
            peer[0].close();
        }
    }

    @Test
    void stopsWithTheReason() throws Exception {
        try (WhipFront front = new WhipFront(offer -> "");
                Publication publication = streamer.publish(
                        front.endpoint(), PublishSettings.defaults().withToken("wrong"))) {
            until(() -> publication.state() == PublicationState.FAILED);
            assertThat(publication.reason().orElseThrow())
                    .contains("answers 401")
                    .contains("Check the token");
            assertThat(streamer.health().ok()).isTrue();
            assertThat(streamer.health().warnings()).anyMatch(warning -> warning.contains("answers 401"));
        }
    }
}
