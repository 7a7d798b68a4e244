package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.config.ConfigFile;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.topology.IceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Browsers are given credentials that expire, at whosever TURN server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret = \"s\"",
                "secret-file = \"turn.secret\"",
                "secret-variable = \"PATH\"",
                "listen = \"127.0.0.1\"\nsecret = \"s\"",
                "listen = \"127.0.0.1\"\nsecret-variable = \"PATH\""
            })
    void aTurnServerWithASecretHolds(String turn, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("natcast.toml"), """
                [network]
                public-address = ["198.51.100.7"]
                [turn]
                %s
                [[ice-server]]
                urls = ["turn:198.51.100.7:3478"]
                """.formatted(turn));
        Deployment deployment = ConfigFile.read(file);
        assertThat(Trials.lines(Trials.run(new FileCheck(file), deployment, Trials.SHORT)))
                .containsExactly("holds file.valid " + file);
    }
}
