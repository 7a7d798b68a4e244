package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.config.ConfigFile;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeployCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new DeployCommand(
                        file -> {
                            if (!file.equals(Path.of("natcast.toml")) && !file.equals(Path.of("other.toml"))) {
                                throw new UserException(file + " does not exist");
                            }
                            return Deployments.behindFrp();
                        },
                        file -> "a-secret"))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((error, command, result) -> {
                    assertThat(error).isInstanceOf(UserException.class);
                    command.getErr().println(error.getMessage());
                    return 2;
                });
        return line.execute(arguments);
    }

    @Test
    void printsEachFileBelowItsName() {
        assertThat(run("frp", "systemd")).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("# =====")))
                .containsExactly(
                        "# ===== frpc.toml =====",
                        "# ===== frps.toml =====",
                        "# ===== natcast.service =====",
                        "# ===== natcast-frpc.service =====");
    }

    /** When the camera is gone, the standby must be there. */
    @Test
    void aStandbyIsMountedAsASourceIs(@TempDir Path folder) throws Exception {
        Deployment deployment = ConfigFile.read(Files.writeString(folder.resolve("natcast.toml"), """
                [[channel]]
                source = "rtsp://camera.local/stream"
                standby = "/srv/films/standby.mp4"
                [[channel]]
                name = "stage"
                source = "rtsp://camera.local/stage"
                standby = "v4l2:/dev/video1"
                """));
        Notes notes = Notes.of(Locale.ENGLISH);
        assertThat(new SystemdUnits().files(deployment, notes).get(0).text())
                .contains("DeviceAllow=/dev/video1 rw", "SupplementaryGroups=natcast video");
        assertThat(new ComposeFile(Optional.empty())
                        .files(deployment, notes)
                        .get(0)
                        .text())
                .contains("target: \"/srv/films/standby.mp4\"", "/dev/video1:/dev/video1");
        assertThat(new KubernetesFile(Optional.empty())
                        .files(deployment, notes)
                        .get(0)
                        .text())
                .contains("mountPath: \"/srv/films/standby.mp4\"", "/dev/video1");
    }

    @Test
    void printsNoSecret() {
        assertThat(run("coturn")).isZero();
        assertThat(out.toString()).contains("--out FOLDER").doesNotContain("vtpass");
    }

    @Test
    void writesSecretsForTheirOwnerAlone(@TempDir Path folder) throws IOException {
        Path target = folder.resolve("new/deploy");
        assertThat(run("coturn", "frp", "nginx", "--out", target.toString())).isZero();

        assertThat(Files.readString(target.resolve("turnserver.conf"))).contains("user=vtuser:vtpass");
        assertThat(mode(target.resolve("turnserver.conf"))).isEqualTo("rw-------");
        assertThat(mode(target.resolve("frpc.toml"))).isEqualTo("rw-r--r--");
        assertThat(out.toString())
                .contains("wrote " + target.resolve("frpc.toml"))
                .contains("mode 600");
        try (Stream<Path> all = Files.list(target)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("turnserver.conf", "frpc.toml", "frps.toml", "natcast.nginx.conf");
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void replacesAFileThatOthersCouldRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("turnserver.conf"), "old");
        assertThat(run("coturn", "--out", folder.toString())).isZero();
        assertThat(mode(file)).isEqualTo("rw-------");
        byte[] first = Files.readAllBytes(file);
        assertThat(run("coturn", "--out", folder.toString())).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void givesWhoeverStartsProgramsTheSame(@TempDir Path folder) throws IOException, UserException {
        assertThat(run("frp", "coturn", "--out", folder.toString())).isZero();
        assertThat(ProgramFiles.frpc(Deployments.behindFrp(), Locale.ENGLISH))
                .isEqualTo(Files.readString(folder.resolve("frpc.toml")));
        assertThat(ProgramFiles.turnserver(Deployments.behindFrp(), Locale.ENGLISH))
                .isEqualTo(Files.readString(folder.resolve("turnserver.conf")));
    }

    @Test
    void refusesAPortThatNobodyKnows() {
        assertThatThrownBy(() -> ProgramFiles.frpc(
                        new Edited().listening("0.0.0.0", 9000, 0).get(), Locale.ENGLISH))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("media-port is 0");
    }

    @Test
    void speaksChinese() {
        assertThat(run("frp", "coturn", "--lang", "zh")).isZero();
        assertThat(out.toString()).contains("供 natcast 所在主机上的 frpc").contains("此处密钥已隐去");
    }

    @Test
    void takesAnotherFileAndOtherPorts() {
        assertThat(run("compose", "--config", "other.toml", "--ports", "mapped"))
                .isZero();
        assertThat(out.toString()).contains("published: \"10111\"");
        assertThat(run("nftables", "--keep-tcp", "22,2222")).isZero();
        assertThat(out.toString()).contains("tcp dport { 22, 2222 } accept");
    }

    @Test
    void writesBothEndsOfMediamtx() {
        assertThat(run("mediamtx")).isZero();
        assertThat(out.toString()).contains("whep://51.161.209.200:10110/whep/live", "# ===== mediamtx-replica.yml");
        assertThat(run("mediamtx", "--origin", "media.example.org")).isZero();
        assertThat(out.toString()).contains("rtsp://media.example.org:8554/live");
        assertThat(run("mediamtx", "--publish-token", "a.token")).isEqualTo(2);
        assertThat(err.toString()).contains("the first line of a.token is not USER:PASSWORD");
    }

    @Test
    void refusesInOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (List<String> arguments : List.of(
                List.of("frp", "--config", "missing.toml"),
                List.of("frp", "--out", file.toString()),
                List.of("kubernetes", "--ports", "mapped"))) {
            err.getBuffer().setLength(0);
            assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
            assertThat(err.toString().strip()).isNotEmpty().doesNotContain("\n");
        }
        assertThat(run("apache")).isEqualTo(2);
        assertThat(err.toString()).contains("\"apache\" is none of frp, coturn, compose");
        assertThat(run()).isEqualTo(2);
    }
}
