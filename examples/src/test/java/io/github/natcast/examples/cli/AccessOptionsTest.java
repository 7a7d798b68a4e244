package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.Streamer;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Who may watch, and the operator's own access, by the command line. */
@Timeout(120)
final class AccessOptionsTest {
    @TempDir
    private Path folder;

    private static void apply(Map<String, String> environment, String... arguments) throws UserException {
        AccessOptions options = new AccessOptions();
        options.environment = environment;
        CommandSpec spec = CommandSpec.create();
        spec.addMixin("access", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(arguments);
        options.applyTo(Streamer.builder());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --token=a --auth-url=http://127.0.0.1/     | choose one
            --token-file=t --jwks=keys.json            | choose one
            --jwks=keys.json --auth-url=http://a/      | choose one
            --jwks=keys.json --jwt-secret-file=s       | exclude each other
            --jwt-audience=video                       | go with --jwt-secret-file or --jwks
            """)
    void waysExcludeEachOther(String line, String message) {
        assertThatThrownBy(() -> apply(Map.of(), line.split(" ")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theVariableCountsLikeAnOption() throws Exception {
        apply(Map.of("NATCAST_TOKEN", ""), "--auth-url=http://127.0.0.1/");
        apply(Map.of("NATCAST_TOKEN", "one two"), "--token=three", "--token-file=four");
        assertThatThrownBy(() -> apply(Map.of("NATCAST_TOKEN", "one"), "--jwks=https://a.example/keys"))
                .hasMessageContaining("NATCAST_TOKEN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --token-file      | missing.txt        | missing.txt
            --jwt-secret-file | missing.txt        | missing.txt
            --jwks            | missing.json       | missing.json
            --jwks            | https://           | https://
            --auth-url        | ftp://a.example/   | of http or https
            --admin           | 9001               | "9001" is not IP:PORT
            --admin           | localhost:9001     | examples are 127.0.0.1:9001 and [::1]:9001
            --admin           | 127.0.0.1:70000    | port 70000
            --admin           | 192.0.2.1:0        | 192.0.2.1
            --admin-token-file | missing.txt       | missing.txt
            """)
    void aWrongValueIsNamed(String option, String value, String message) {
        Run run = serve(option + "=" + value);
        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void aSecretThatIsTooShortIsNamed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "tr0ub4dor\n");
        assertThat(serve("--jwt-secret-file=" + secret).err())
                .contains(secret.toString())
                .contains("has 9 bytes")
                .doesNotContain("tr0ub4dor");
    }

    private static Run serve(String argument) {
        return Run.natcast("serve", argument, "--bind=127.0.0.1", "--http-port=0", "--media-port=0", "--size=320x180");
    }

    @Test
    void tokensComeFromFileAndEnvironmentAndTheOperatorIsApart() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "# the wall\nfile-token-0123456789\n");
        Path admin = Files.writeString(folder.resolve("admin"), "admin-token-0123456789\n");
        Path log = folder.resolve("stderr");
        ProcessBuilder builder = ChildJvm.natcast(
                        entry -> true,
                        List.of(),
                        "serve",
                        "--verbose",
                        "--bind=127.0.0.1",
                        "--http-port=0",
                        "--media-port=0",
                        "--size=320x180",
                        "--token-file=" + tokens,
                        "--admin=127.0.0.1:0",
                        "--admin-token-file=" + admin)
                .redirectError(log.toFile());
        builder.environment().put("NATCAST_TOKEN", "variable-token-0123456789");
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = out.readLine();
            assertThat(ready).as("first line; %s", Files.readString(log)).startsWith("ready ");
            URI page = URI.create(ready.substring("ready ".length()));
            Matcher said = Pattern.compile("operator is answered at /127\\.0\\.0\\.1:(\\d+)")
                    .matcher(Files.readString(log));
            assertThat(said.find()).isTrue();
            URI own = URI.create("http://127.0.0.1:" + said.group(1) + "/");

            for (String token : List.of("file-token-0123456789", "variable-token-0123456789")) {
                assertThat(get(page.resolve("whep"), token).statusCode()).isEqualTo(200);
                assertThat(get(page.resolve("whep?token=" + token), "").statusCode())
                        .isEqualTo(200);
                assertThat(get(page.resolve("viewers"), token).statusCode()).isEqualTo(401);
            }
            assertThat(get(page.resolve("whep"), "admin-token-0123456789").statusCode())
                    .isEqualTo(401);
            assertThat(get(page.resolve("healthz"), "").body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(get(page.resolve("metrics"), "").statusCode()).isEqualTo(401);
            assertThat(get(page.resolve("metrics"), "admin-token-0123456789").statusCode())
                    .isEqualTo(200);
            assertThat(get(own.resolve("healthz"), "admin-token-0123456789").body())
                    .contains("test pattern");
            assertThat(get(own.resolve("viewers"), "").statusCode()).isEqualTo(401);
            assertThat(get(own, "admin-token-0123456789").statusCode()).isEqualTo(404);
            assertThat(get(own.resolve("whep"), "file-token-0123456789").statusCode())
                    .isEqualTo(404);
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(Files.readString(log)).doesNotContain("token-0123456789");
    }

    private static HttpResponse<String> get(URI uri, String bearer) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
