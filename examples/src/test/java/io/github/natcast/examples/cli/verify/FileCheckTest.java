package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PortRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FileCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> keys() throws InterruptedException {
        with.publicAddress = "198.51.100.7";
        with.iceServers.add(IceServer.of(List.of("turn:198.51.100.7:3478"), Optional.empty(), Optional.empty()));
        return Trials.run(new FileCheck(Path.of("natcast.toml")), with.build(), Trials.SHORT).stream()
                .map(result -> result.verdict().word() + " " + result.subject())
                .toList();
    }

    @Test
    void aTurnServerWithNeitherUserNorSecretFails() throws InterruptedException {
        assertThat(keys()).containsExactly("fails turn-without-credentials");
    }

    /** Browsers are given credentials that expire. */
    @Test
    void aTurnServerWithASecretHolds() throws InterruptedException {
        with.turn = Optional.of(new TurnRelay(
                new HostPort("127.0.0.1", 3478),
                new PortRange(49160, 49199),
                "natcast",
                Optional.empty(),
                Optional.of(Path.of("turn.secret")),
                true));
        assertThat(keys()).containsExactly("holds natcast.toml");
    }
}
