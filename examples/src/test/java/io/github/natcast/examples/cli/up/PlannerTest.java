package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlannerTest {
    private static final Deployment FRP = Deployments.behindFrp();
    private static final Path RUN = Path.of("/run/natcast");
    private static final Program SERVER = new Program("serve", List.of("java"), OptionalInt.of(2));

    static final Configurations CONFIGURATIONS = new Configurations() {
        @Override
        public GeneratedFile frpc(Deployment deployment) {
            return new GeneratedFile("frpc.toml", "serverPort = 7504\n");
        }

        @Override
        public GeneratedFile turnserver(Deployment deployment) {
            return new GeneratedFile("turnserver.conf", "realm=natcast\n");
        }
    };

    @TempDir
    private Path path;

    @Test
    void serverRelayAndTunnelInThisOrder() throws Exception {
        executable("frpc");
        executable("turnserver");
        Plan plan = plan(FRP);
        assertThat(plan.describe(Messages.of(Locale.ENGLISH)))
                .containsExactly(
                        "would write /run/natcast/turnserver.conf",
                        "would write /run/natcast/frpc.toml",
                        "would run serve: java",
                        "would run coturn: " + path + "/turnserver -c /run/natcast/turnserver.conf --log-file=stdout"
                                + " --userdb=/run/natcast/turndb --pidfile=/run/natcast/turnserver.pid",
                        "would run frpc: " + path + "/frpc -c /run/natcast/frpc.toml");
        assertThat(plan.missing()).isEmpty();
    }

    @Test
    void whatIsNotInstalledIsMissingAndHasNoFile() throws Exception {
        executable("frpc");
        Files.writeString(path.resolve("turnserver"), "not executable");
        Plan plan = plan(FRP);
        assertThat(plan.programs()).extracting(Program::name).containsExactly("serve", "frpc");
        assertThat(plan.files()).extracting(GeneratedFile::name).containsExactly("frpc.toml");
        assertThat(plan.missing()).containsExactly(new Plan.Missing("coturn", "turnserver"));
    }

    @Test
    void aDeploymentWithoutTunnelAndRelayIsTheServerAlone() throws Exception {
        executable("frpc");
        executable("turnserver");
        Deployment alone = new Deployment(
                FRP.topology(),
                List.of(),
                FRP.listening(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThat(plan(alone).programs()).containsExactly(SERVER);
        assertThat(plan(alone).files()).isEmpty();
    }

    @Test
    void aProgramThatAnOptionNamesMustBeThere() throws Exception {
        Programs installed = new Programs(path.toString());
        Path none = path.resolve("none");
        Planner planner = new Planner(installed, CONFIGURATIONS, Optional.of(none), Optional.empty());
        assertThatThrownBy(() -> planner.plan(FRP, SERVER, RUN))
                .isInstanceOf(UserException.class)
                .hasMessage("--frpc " + none + ": no such file");
    }

    @Test
    void theServersJavaHasTheSameOptionsButNoAgents() {
        Program server = ServerJvm.of(
                "/opt/java",
                List.of("-Xmx64m", "-agentlib:jdwp=address=5005", "-javaagent:x.jar"),
                "natcast.jar",
                PlannerTest.class,
                List.of("--config", "natcast.toml"));
        assertThat(String.join(" ", server.command()))
                .isEqualTo("/opt/java/bin/java -Xmx64m -cp natcast.jar " + PlannerTest.class.getName()
                        + " serve --config natcast.toml");
    }

    private Plan plan(Deployment deployment) throws UserException {
        return new Planner(new Programs("/nonexistent:" + path), CONFIGURATIONS, Optional.empty(), Optional.empty())
                .plan(deployment, SERVER, RUN);
    }

    private void executable(String name) throws Exception {
        Path file = Files.writeString(path.resolve(name), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
