package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class PublishOptionsTest {
    private static final String URL = "https://media.example.org/live/whip?secret=1";

    @TempDir
    private Path folder;

    private static PublishTargets targets(String... line) {
        PublishOptions options = new PublishOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("publish", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(line);
        return options.targets();
    }

    private static void check(String... line) throws UserException {
        targets(line).check();
    }

    private String file(String content) throws Exception {
        return Files.writeString(folder.resolve("token"), content).toString();
    }

    @Test
    void takesSeveralEachWithItsToken() throws Exception {
        String token = file("# of the engine\n\n user:pass \nnot this\n");
        assertThatCode(() -> {
                    check();
                    check("--publish", URL);
                    check("--publish", URL, "--publish-token", token);
                    check("--publish", URL, "--publish", "http://b/", "--publish-token", "-", "--publish-token", token);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void simulcastIsForThoseWhoAskForIt() throws Exception {
        targets("--publish", URL)
                .apply((url, settings) -> assertThat(settings.simulcast()).isFalse());
        targets("--publish", URL, "--publish-simulcast")
                .apply((url, settings) -> assertThat(settings.simulcast()).isTrue());
        JsonNode lobby = new ObjectMapper()
                .readTree("{\"name\":\"lobby\",\"publish\":\"https://a.example/\",\"publish-simulcast\":true}");
        new ChannelOption("lobby", lobby)
                .publications()
                .apply((url, settings) -> assertThat(settings.simulcast()).isTrue());
    }

    /** With the token goes the right to publish. */
    @ParameterizedTest
    @CsvSource({
        "http://media.example.org/whip, true",
        "http://203.0.113.5:8889/whip, true",
        "http://[2001:db8::1]/whip, true",
        "https://media.example.org/whip, false",
        "http://localhost:8889/whip, false",
        "http://mediamtx:8889/whip, false",
        "http://nas.local/whip, false",
        "http://127.0.0.1/whip, false",
        "http://10.1.2.3/whip, false",
        "http://[fd12::1]/whip, false",
        "http://[::1]/whip, false"
    })
    void warnsOfATokenInClear(String url, boolean warned) throws Exception {
        List<String> token = List.of(file("user:pass\n"));
        assertThat(new PublishTargets("--publish", "--publish-token", List.of(url), token, false).warnings())
                .hasSize(warned ? 1 : 0);
        assertThat(new PublishTargets("--publish", "--publish-token", List.of(url), List.of(), false).warnings())
                .isEmpty();
    }

    @Test
    void eachTokenNeedsItsUrl() throws Exception {
        String token = file("token");
        assertThatThrownBy(() -> check("--publish", URL, "--publish", URL, "--publish-token", token))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--publish-token is given 1 times and --publish 2 times");
        assertThatThrownBy(() -> check("--publish-token", token))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--publish 0 times");
    }

    /** Its path may be a secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://media.example.org/secret",
                "media.example.org/secret",
                "https:///secret",
                "http://a b/secret"
            })
    void saysWhichUrlIsNoneWithoutShowingIt(String url) {
        assertThatThrownBy(() -> check("--publish", URL, "--publish", url))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("URL 2 is no http or https URL")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing else\n", "with a space\n"})
    void saysWhyAFileIsNoToken(String content) throws Exception {
        String token = file(content);
        assertThatThrownBy(() -> check("--publish", URL, "--publish-token", token))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--publish-token: ")
                .hasMessageNotContaining("java.")
                .hasMessageNotContaining("with a space");
    }

    @Test
    void saysWhichFileIsMissing() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> check("--publish", URL, "--publish-token", missing.toString()))
                .isInstanceOf(UserException.class)
                .hasMessage("--publish-token: " + missing + " cannot be read: there is no such file");
    }
}
