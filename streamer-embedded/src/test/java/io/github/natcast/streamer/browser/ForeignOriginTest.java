package io.github.natcast.streamer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.security.WebOrigins;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page of another site learns, as a browser has it: nothing, unless its origin is named. */
@Timeout(120)
final class ForeignOriginTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What the socket was told, and how it was closed. */
    private static final String BY_SOCKET = """
            new Promise(resolve => {
              const socket = new WebSocket('ws://127.0.0.1:%1$d/ws/live');
              const told = [];
              socket.onmessage = event => {
                const message = JSON.parse(event.data);
                told.push(message.code ?? message.type);
                if (message.type !== 'error') resolve({ told, closed: 0 });
              };
              socket.onclose = event => resolve({ told, closed: event.code });
            })""";

    private static final String BY_WHEP = """
            fetch('http://127.0.0.1:%1$d/whep', {
              method: 'OPTIONS', headers: { Authorization: 'Bearer x' },
            }).then(response => response.status, error => error.name)""";

    @ParameterizedTest
    @EnumSource(BrowserKind.class)
    void onlyNamedOriginsAreTold(BrowserKind kind) throws Exception {
        try (Browser browser = kind.startOrSkip();
                ForeignPage named = ForeignPage.serve(Map.of("/", "<!doctype html><title>named</title>"));
                ForeignPage stranger = ForeignPage.serve(Map.of("/", "<!doctype html><title>stranger</title>"));
                Streamer streamer = Streamer.builder()
                        .video(VideoSettings.defaults().withSize(320, 180))
                        .origins(WebOrigins.of("http://" + named.uri("/").getAuthority()))
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .build()) {
            streamer.start();
            int port = streamer.address().getPort();

            browser.open(stranger.uri("/").toString());
            browser.await("document.title === 'stranger'", PATIENCE);
            JsonNode socket = browser.evaluate(BY_SOCKET.formatted(port));
            assertThat(socket.get("closed").asInt()).isEqualTo(4403);
            assertThat(socket.get("told").toString()).isEqualTo("[\"origin_not_allowed\"]");
            assertThat(browser.evaluate(BY_WHEP.formatted(port)).asText()).isEqualTo("TypeError");

            browser.open(named.uri("/").toString());
            browser.await("document.title === 'named'", PATIENCE);
            assertThat(browser.evaluate(BY_SOCKET.formatted(port)).get("told").toString())
                    .isEqualTo("[\"ice_servers\"]");
            assertThat(browser.evaluate(BY_WHEP.formatted(port)).asInt()).isEqualTo(200);
        }
    }
}
