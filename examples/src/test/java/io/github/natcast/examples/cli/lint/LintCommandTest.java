package io.github.natcast.examples.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployments;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class LintCommandTest {
    @TempDir
    private Path folder;

    private Path frpc;
    private Path turn;
    private final StringWriter out = new StringWriter();
    private Exception refused = new IllegalStateException("nothing was refused");

    @BeforeEach
    void writeFiles() throws IOException {
        Map<String, String> files = FileSet.good("behind-frp").files();
        frpc = Files.writeString(folder.resolve("frpc.toml"), Objects.requireNonNull(files.get("frpc.toml")));
        turn = Files.writeString(
                folder.resolve("turnserver.conf"), Objects.requireNonNull(files.get("turnserver.conf")));
        Files.writeString(folder.resolve("natcast.toml"), "");
    }

    @Test
    void exitsWithZeroWhenFilesAgree() {
        assertThat(run("--config", folder.resolve("natcast.toml").toString(), frpc.toString(), turn.toString()))
                .isZero();
        assertThat(out.toString()).isEqualTo("Nothing found.\n");
    }

    @Test
    void exitsWithOneAndNamesThePlaceOfAnError() throws IOException {
        Files.writeString(frpc, Files.readString(frpc).replace("localPort = 10111", "localPort = 10119"));

        assertThat(run("--config", folder.resolve("natcast.toml").toString(), frpc.toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith(frpc + ":21:1: error  local-port-shifted\n"
                        + "  The public udp port 10111 leads to the local port 10119; natcast.toml says 10111.\n"
                        + "  Fix: Write localPort = 10111,")
                .endsWith("\n1 error, 0 warnings.\n")
                .doesNotContain("\u001b");
    }

    @Test
    void exitsWithZeroWhenThereAreWarningsOnly() throws IOException {
        Files.writeString(turn, Files.readString(turn).replace("realm=natcast", "realm=other"));

        assertThat(run("--config", folder.resolve("natcast.toml").toString(), turn.toString()))
                .isZero();
        assertThat(out.toString()).contains("warning  turn-realm-differs").endsWith("0 errors, 1 warning.\n");
    }

    @Test
    void comparesFilesWithEachOtherWithoutADeployment() throws IOException {
        Path frps = Files.writeString(folder.resolve("frps.toml"), "bindPort = 7504\ntransport.tcpMux = false\n");

        assertThat(run(frpc.toString(), frps.toString())).isEqualTo(1);
        assertThat(out.toString()).contains(frps + ":2:1: error  tcp-mux-differs");
    }

    @Test
    void printsJson() throws IOException {
        Files.writeString(frpc, Files.readString(frpc).replace("localPort = 10111", "localPort = 10119"));

        run("--config", folder.resolve("natcast.toml").toString(), "--json", frpc.toString());

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("errors").asInt()).isEqualTo(1);
        JsonNode finding = report.get("findings").get(0);
        assertThat(finding.get("code").asText()).isEqualTo("local-port-shifted");
        assertThat(finding.get("file").asText()).isEqualTo(frpc.toString());
        assertThat(finding.get("line").asInt()).isEqualTo(21);
        assertThat(finding.get("column").asInt()).isEqualTo(1);
        assertThat(finding.get("fix").asText()).isNotEmpty();
    }

    @Test
    void speaksChinese() throws IOException {
        Files.writeString(frpc, Files.readString(frpc).replace("localPort = 10111", "localPort = 10119"));

        run("--config", folder.resolve("natcast.toml").toString(), "--lang", "zh", frpc.toString());

        assertThat(out.toString()).contains("公网 udp 端口 10111").contains("处理：").endsWith("1 个错误，0 个警告。\n");
    }

    @Test
    void neverShowsASecret() throws IOException {
        Files.writeString(turn, Files.readString(turn).replace("user=vtuser:vtpass", "user=vtuser:hunter2"));
        Files.writeString(frpc, "auth.token = \"s3cr3t\"\n" + Files.readString(frpc));
        Path frps = Files.writeString(
                folder.resolve("frps.toml"), "bindPort = 7504\nauth.token = \"0th3r\"\ntokn = \"t0ps3cr3t\"\n");

        run("--config", folder.resolve("natcast.toml").toString(), turn.toString(), frpc.toString(), frps.toString());

        assertThat(out.toString())
                .contains("turn-password-differs", "token-differs")
                .doesNotContain("hunter2", "vtpass", "s3cr3t", "0th3r", "t0ps3cr3t");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        Path other = Files.writeString(folder.resolve("notes.txt"), "hello\n");

        assertThat(run(other.toString())).isEqualTo(2);
        assertThat(refused).hasMessageContaining(other.toString()).hasMessageContaining("turnserver.conf");
    }

    @Test
    void refusesTheDeploymentAmongTheFiles() throws IOException {
        Path other = Files.writeString(folder.resolve("natcast.toml"), "[network]\nbind = \"0.0.0.0\"\n");

        assertThat(run(other.toString())).isEqualTo(2);
        assertThat(refused).hasMessageContaining("--config " + other);
    }

    @Test
    void namesThePlaceOfASyntaxError() throws IOException {
        Files.writeString(frpc, "serverAddr = \"a\"\nserverPort = \n");

        assertThat(run(frpc.toString())).isEqualTo(2);
        assertThat(refused).hasMessageStartingWith(frpc + ":2:14: not TOML: ").hasNoCause();
        assertThat(refused.getMessage()).doesNotContain("\n");
    }

    @Test
    void wantsAFile() {
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        return new CommandLine(new LintCommand(file -> Deployments.behindFrp()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .setExecutionExceptionHandler((error, line, result) -> {
                    refused = error;
                    return error instanceof UserException ? 2 : 70;
                })
                .execute(arguments);
    }
}
