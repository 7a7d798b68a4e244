package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.DeploymentReader;
import io.github.natcast.examples.cli.deployment.Deployments;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(120)
final class VerifyCommandTest {
    private final LoopbackDeployment with = new LoopbackDeployment();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(DeploymentReader reader, String... arguments) {
        return new CommandLine(new VerifyCommand(reader, file -> WantedEncoding.ANY))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((error, line, result) -> {
                    err.write(error.getMessage());
                    return error instanceof UserException ? 2 : 70;
                })
                .execute(arguments);
    }

    private int run(String... arguments) {
        return run(file -> with.build(), arguments);
    }

    @Test
    void whatHoldsOrCannotBeToldIsNoFailure() {
        assertThat(run("--only", "ports,offer,tcp,udp")).isZero();
        assertThat(out.toString())
                .contains("holds  offer", "unknown  udp", "3 hold, 0 fail, 2 cannot be told from here");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void oneFailureIsOneAndSaysWhatToDo() {
        with.publicHttp = LoopbackDeployment.freeTcp();
        assertThat(run("--only=tcp", "--only=ports")).isEqualTo(1);
        assertThat(out.toString()).contains("fails  tcp  127.0.0.1:" + with.publicHttp, "Fix: Nothing forwards TCP");
    }

    @Test
    void theFilesOwnFaultsAreTheDoctors() {
        assertThat(run("--only=file")).isEqualTo(1);
        assertThat(out.toString()).contains("public-address-loopback", "Fix: ");
        assertThat(run(file -> Deployments.behindFrp(), "--only=file", "--lang=zh"))
                .isZero();
        assertThat(out.toString()).contains("成立  file  natcast.toml");
    }

    @Test
    void jsonHasEachResult() throws Exception {
        with.publicHttp = LoopbackDeployment.freeTcp();
        assertThat(run("--only=tcp,ports", "--json")).isEqualTo(1);
        JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.path("verdict").asText()).isEqualTo("fails");
        assertThat(root.path("results")).hasSize(3);
        JsonNode first = root.path("results").get(0);
        assertThat(first.path("check").asText()).isEqualTo("ports");
        assertThat(first.path("verdict").asText()).isEqualTo("holds");
        assertThat(first.has("fix")).isFalse();
        assertThat(root.path("results").get(2).path("fix").asText()).startsWith("Nothing forwards");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--only=ports,dns | --only dns is no check; there are file, ports",
                "--timeout=0 | --timeout 0 is not 1 to 120 seconds",
                "--from=http://203.0.113.7 | --from wants --helper-token-file",
                "--from=cam.example.org | is not a URL such as",
                "--listen=8899 | --listen wants --helper-token-file",
                "--token-file=/nowhere/token | /nowhere/token does not exist"
            })
    void badInputIsTwo(String argument, String message) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\n\tat");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--listen=0.0.0.0", "--listen=cam.example.org:8899", "--listen=70000", "--lang=fr"})
    void aValueThatIsNoneIsTwo(String argument) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString()).contains("Invalid value");
    }

    @Test
    void aFileThatCannotBeReadIsTwo() {
        DeploymentReader broken = file -> {
            throw new UserException(file + ":3:1: unknown key");
        };
        assertThat(run(broken, "--config=other.toml")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("other.toml:3:1: unknown key");
    }

    @Test
    void aShortTokenIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "short\n");
        assertThat(run("--listen=127.0.0.1:0", "--helper-token-file=" + file)).isEqualTo(2);
        assertThat(err.toString()).contains("has 5 characters; it must have 16 or more");
    }

    @Test
    void everyCheckHasItsWordsAndAPlace() {
        assertThat(Checks.of(Path.of("natcast.toml"), WantedEncoding.ANY, Set.of()))
                .extracting(Check::name)
                .containsExactly(CheckName.values());
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
            for (CheckName name : CheckName.values()) {
                assertThat(Texts.of(locale).text("check." + name.word())).isNotBlank();
            }
        }
    }

    @Test
    void bothLanguagesHaveTheSameSentences() {
        Texts english = Texts.of(Locale.ENGLISH);
        Texts chinese = Texts.of(Locale.CHINESE);
        assertThat(chinese.keys()).isEqualTo(english.keys());
        Object[] places = {"<0>", "<1>", "<2>"};
        for (String key : english.keys()) {
            String text = english.text(key, places);
            for (Object place : places) {
                assertThat(chinese.text(key, places).contains(place.toString()))
                        .as(key + " " + place)
                        .isEqualTo(text.contains(place.toString()));
            }
        }
    }
}
