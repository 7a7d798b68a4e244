package io.github.natcast.streamer.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.browser.FlashAndBeep;
import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A media server pulls a stream by WHEP, keeps it as it is, and comes back when this one was away. */
@Timeout(120)
final class PulledTest {
    private static final Optional<String> TOKEN = Optional.of("a-token-of-16-and-more");
    private static final int MOST_PACKETS = 2000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());

    private static StreamerBuilder onLoopback(FlashAndBeep program) {
        return Streamer.builder()
                .source(program.source())
                .video(VideoSettings.defaults().withSize(320, 180))
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .token("a-token-of-16-and-more");
    }

    @Test
    void severalPullPicturesAndAudioWithTheToken() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep();
                Streamer streamer = onLoopback(program).build()) {
            streamer.start();
            URI endpoint = streamer.address().resolve("whep/live");
            List<StrictPuller> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(StrictPuller.pull(http, endpoint, TOKEN, identity));
            }

            assertThat(all).extracting(StrictPuller::resource).doesNotHaveDuplicates();
            for (StrictPuller each : all) {
                assertThat(each.answer())
                        .contains("a=rtpmap:106 H264/90000", "a=rtpmap:111 opus/48000/2")
                        .doesNotContain("rtx/", "multiopus");
                assertThat(payloadTypes(each.packets())).containsExactlyInAnyOrder(106, 111);
                each.leave();
                each.close();
            }
        }
    }

    /** Until both kinds came: nothing else may. */
    private static Set<Integer> payloadTypes(TinyViewer viewer) throws Exception {
        Set<Integer> types = new HashSet<>();
        for (int i = 0; i < MOST_PACKETS && types.size() < 2; i++) {
            byte[] packet = Objects.requireNonNull(viewer.nextPacket(), "no packet came in time");
            if (!TinyViewer.isRtcp(packet)) {
                types.add(packet[1] & 0x7f);
            }
        }
        return types;
    }

    /** What is offered and not sent is refused in a way that Pion reads. */
    @Test
    void aStreamWithoutAudioIsPulledAsItIs() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep();
                Streamer streamer =
                        onLoopback(program).audio(AudioSettings.disabled()).build()) {
            streamer.start();
            try (StrictPuller puller =
                    StrictPuller.pull(http, streamer.address().resolve("whep"), TOKEN, identity)) {
                assertThat(puller.answer()).contains("m=audio 0 UDP/TLS/RTP/SAVPF 112\r\n");
                assertThat(puller.packets().nextPacket()).isNotNull();
                puller.leave();
            }
        }
    }

    @Test
    void turnServersAreWrittenAsItReadsThem() throws Exception {
        IceServer turn = IceServer.of(
                List.of("turn:192.0.2.1:3478?transport=udp", "turns:relay.example.org:443?transport=tcp"),
                Optional.of("1795816770:viewer"),
                Optional.of("c2VjcmV0/+=="));
        try (FlashAndBeep program = new FlashAndBeep();
                Streamer streamer = onLoopback(program)
                        .iceServers(List.of(IceServer.stun("stun:192.0.2.1:3478"), turn))
                        .build()) {
            streamer.start();
            try (StrictPuller puller =
                    StrictPuller.pull(http, streamer.address().resolve("whep"), TOKEN, identity)) {
                assertThat(puller.packets().nextPacket()).isNotNull();
                puller.leave();
            }
        }
    }

    @Test
    void aWrongTokenIsTurnedAwayInWords() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep();
                Streamer streamer = onLoopback(program).build()) {
            streamer.start();
            URI endpoint = streamer.address().resolve("whep/live");
            for (Optional<String> token : List.of(Optional.of("guess"), Optional.<String>empty())) {
                assertThatThrownBy(() -> StrictPuller.pull(http, endpoint, token, identity))
                        .isInstanceOf(IOException.class)
                        .hasMessageEndingWith(": 401");
            }
            assertThat(streamer.viewers()).isEmpty();
        }
    }

    @Test
    void comesBackAfterARestart() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep()) {
            StrictPuller before;
            URI endpoint;
            try (Streamer first = onLoopback(program).build()) {
                first.start();
                endpoint = first.address().resolve("whep/live");
                before = StrictPuller.pull(http, endpoint, TOKEN, identity);
                assertThat(before.packets().nextPacket()).isNotNull();
            }
            assertThatThrownBy(() -> StrictPuller.pull(http, endpoint, TOKEN, identity))
                    .as("while it is away")
                    .isInstanceOf(IOException.class);
            try (FlashAndBeep again = new FlashAndBeep();
                    Streamer second =
                            onLoopback(again).httpPort(endpoint.getPort()).build()) {
                second.start();
                assertThatThrownBy(before::leave).hasMessageEndingWith("DELETE: 404");
                try (StrictPuller after = StrictPuller.pull(http, endpoint, TOKEN, identity)) {
                    assertThat(payloadTypes(after.packets())).containsExactlyInAnyOrder(106, 111);
                    after.leave();
                }
            }
            before.close();
        }
    }

    @Test
    void whoPullsMayLookBeforeAndAfter() throws Exception {
        try (FlashAndBeep program = new FlashAndBeep();
                Streamer streamer = onLoopback(program).build()) {
            streamer.start();
            URI endpoint = streamer.address().resolve("whep/live");
            try (StrictPuller puller = StrictPuller.pull(http, endpoint, TOKEN, identity)) {
                for (String method : List.of("GET", "HEAD")) {
                    assertThat(status(method, puller.resource())).isEqualTo(200);
                    assertThat(status(method, endpoint)).isEqualTo(200);
                }
                puller.leave();
                assertThat(status("GET", puller.resource())).isEqualTo(404);
            }
        }
    }

    private int status(String method, URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer a-token-of-16-and-more")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
