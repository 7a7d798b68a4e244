package io.github.natcast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class EmbeddedPlayerExampleTest {
    private static final Pattern MODULE = Pattern.compile("import\\(`http://\\$\\{location.hostname}(:\\d+/.*?)`\\)");

    @Test
    void thePageOfItsOwnImportsThePlayerThatTheStreamerServes() throws Exception {
        try (ExampleRun run = new ExampleRun(EmbeddedPlayerExample::main, "0", "0", "0")) {
            Matcher module = MODULE.matcher(get(run.page()).body());
            assertThat(module.find()).isTrue();

            HttpResponse<String> player = get(URI.create("http://127.0.0.1" + module.group(1)));
            assertThat(player.body()).contains("export function createPlayer");
            assertThat(player.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            run.end();
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
