package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdUnitsTest {

    @Test
    void isHardenedAndEndsInTime() throws UserException {
        List<DeployedFile> units = units(new Edited());

        assertThat(lines(units.get(0)))
                .contains(
                        "ExecStart=/usr/local/bin/natcast serve --config /etc/natcast/natcast.toml --exit-on-failure"
                                + " --drain 30",
                        "DynamicUser=yes",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=strict",
                        "ProtectHome=yes",
                        "LimitNOFILE=65536",
                        "TimeoutStopSec=40",
                        "CapabilityBoundingSet=")
                .doesNotContain("AmbientCapabilities=CAP_NET_BIND_SERVICE");
        assertThat(units.get(1).name()).isEqualTo("natcast-frpc.service");
        assertThat(units(Edited.behindRouter())).hasSize(1);
    }

    @Test
    void givesWhatPortsSourcesAndSecretsNeed() throws UserException {
        assertThat(lines(units(new Edited()
                                .turnSecret("/etc/natcast/turn.secret")
                                .listening("0.0.0.0", 443, 10111)
                                .sources("/home/me/film.mp4", "v4l2:/dev/video0", "frames:/run/natcast/a"))
                        .get(0)))
                .contains(
                        "LoadCredential=turn-secret:/etc/natcast/turn.secret",
                        "AmbientCapabilities=CAP_NET_BIND_SERVICE",
                        "CapabilityBoundingSet=CAP_NET_BIND_SERVICE",
                        "SupplementaryGroups=natcast video",
                        "DeviceAllow=/dev/video0 rw",
                        "ProtectHome=read-only",
                        "RuntimeDirectory=natcast")
                .anyMatch(line -> line.endsWith("--turn-secret-file ${CREDENTIALS_DIRECTORY}/turn-secret"));
        assertThat(lines(units(new Edited().turnSecret("turn.secret")).get(0)))
                .contains("LoadCredential=turn-secret:/etc/natcast/turn.secret");
        assertThat(lines(units(Edited.behindRouter().turnSecret("turn.secret")).get(0)))
                .as("of somebody else's TURN server")
                .contains("LoadCredential=turn-secret:/etc/natcast/turn.secret");
    }

    /** systemd.unit(5): %d, %D, %y and %Y came with 251 and later; the units are for 247, which leaves them literal. */
    @Test
    void hasNoSpecifierThatOlderSystemdDoesNotKnow() throws UserException {
        for (DeployedFile unit : units(new Edited().turnSecret("turn.secret").sources("v4l2:/dev/video0"))) {
            assertThat(lines(unit)).noneMatch(line -> line.matches(".*(?<!%)%[dDyY].*"));
        }
    }

    @Test
    void refusesAPathThatSystemdWouldSplit() {
        assertThatThrownBy(() -> units(new Edited().turnSecret("/etc/a b\nExecStart=/bin/x")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has characters that systemd would split")
                .hasMessageNotContaining("\n");
    }

    @Test
    void systemdItselfTakesIt(@TempDir Path folder) throws UserException, IOException, InterruptedException {
        Tool analyze = Tool.named("systemd-analyze");
        Edited all = new Edited()
                .turnSecret("/etc/natcast/turn.secret")
                .listening("0.0.0.0", 443, 10111)
                .sources("/home/me/film.mp4", "v4l2:/dev/video0", "frames:/run/natcast/a");
        for (Edited deployment : List.of(new Edited(), all, Edited.behindRouter())) {
            for (DeployedFile unit : units(deployment)) {
                Path written = write(folder, unit);
                Tool.Result result = analyze.run(folder, "verify", "--man=no", written.toString());
                assertThat(result.output().lines().filter(line -> line.contains(unit.name())))
                        .as(unit.text())
                        .isEmpty();
                assertThat(result.status()).as(result.output()).isZero();
            }
        }
        Path wrong =
                Files.writeString(folder.resolve("wrong.service"), "[Service]\nExecStart=/bin/true\nNoSuchKey=yes\n");
        assertThat(analyze.run(folder, "verify", "--man=no", wrong.toString()).output())
                .contains("NoSuchKey");
    }

    @Test
    void systemdFindsLittleExposed(@TempDir Path folder) throws UserException, IOException, InterruptedException {
        Tool analyze = Tool.named("systemd-analyze");
        for (DeployedFile unit : units(new Edited())) {
            Path written = write(folder, unit);
            Tool.Result result = analyze.run(
                    folder, "security", "--offline=yes", "--threshold=25", "--no-pager", written.toString());
            // 25 is 2.5 of 10: most services have 9 and more.
            assertThat(result.status()).as(result.output()).isZero();
        }
    }

    /** With a program that is there: systemd looks for it. */
    private static Path write(Path folder, DeployedFile unit) throws IOException {
        String text = unit.text().replaceAll("ExecStart=/usr/local/bin/(natcast|frpc)", "ExecStart=/bin/true");
        return Files.writeString(folder.resolve(unit.name()), text);
    }

    private static List<String> lines(DeployedFile file) {
        return file.text().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static List<DeployedFile> units(Edited deployment) throws UserException {
        return new SystemdUnits().files(deployment.get(), Notes.of(Locale.ENGLISH));
    }
}
