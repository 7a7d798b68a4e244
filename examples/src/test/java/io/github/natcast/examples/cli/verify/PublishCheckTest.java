package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.natcast.examples.cli.deployment.PublishTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class PublishCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private void target(String url, @Nullable Path token) {
        with.publishing.add(new PublishTarget("live", URI.create(url), Optional.ofNullable(token)));
    }

    private Path token(String content) throws IOException {
        return Files.writeString(folder.resolve("token"), content);
    }

    private List<String> lines(Duration patience) throws InterruptedException {
        List<Result> results = Trials.run(new PublishCheck(), with.build(), patience);
        assertThat(results.toString()).doesNotContain("secret");
        return Trials.lines(results);
    }

    @ParameterizedTest
    @CsvSource({
        "204, holds publish.answers",
        "404, holds publish.answers",
        "401, fails publish.refused",
        "403, fails publish.refused"
    })
    void theEngineIsAskedForNothing(int status, String expected) throws Exception {
        HttpServer engine = HttpServer.create(new InetSocketAddress(LoopbackDeployment.LOOPBACK, 0), 0);
        engine.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        engine.start();
        try {
            String origin = "http://127.0.0.1:" + engine.getAddress().getPort();
            target(origin + "/live/whip?secret=1", token("# of the engine\nuser:pass\n"));

            assertThat(lines(Trials.PATIENT)).containsExactly(expected + " " + origin);
            assertThat(asked).containsExactly("OPTIONS /live/whip?secret=1 Bearer user:pass");
        } finally {
            engine.stop(0);
        }
    }

    @Test
    void nobodyThere() throws Exception {
        String origin = "http://127.0.0.1:" + LoopbackDeployment.freeTcp();
        target(origin + "/secret", null);
        assertThat(lines(Trials.PATIENT)).containsExactly("fails publish.silent " + origin);
    }

    @Test
    void somebodyWhoSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, LoopbackDeployment.LOOPBACK)) {
            String origin = "http://127.0.0.1:" + silent.getLocalPort();
            target(origin + "/secret", null);
            assertThat(lines(Trials.SHORT)).containsExactly("fails publish.silent " + origin);
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "'# none\n'", "'two words\n'"})
    void aFileWithoutAToken(String content) throws Exception {
        target("http://127.0.0.1:9/secret", token(content));
        assertThat(lines(Trials.SHORT)).containsExactly("fails publish.no-token http://127.0.0.1:9");
    }

    @Test
    void aTokenInClearIsToldOf() throws Exception {
        target("http://nowhere.invalid/secret", folder.resolve("missing"));
        target("http://nowhere.invalid/secret", null);
        assertThat(lines(Trials.SHORT))
                .containsExactly(
                        "fails publish.no-token http://nowhere.invalid",
                        "unknown publish.clear http://nowhere.invalid",
                        "fails publish.silent http://nowhere.invalid");
    }

    @Test
    void whoPublishesNothingIsToldNothing() throws Exception {
        assertThat(lines(Trials.SHORT)).isEmpty();
    }
}
