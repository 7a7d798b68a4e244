package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.NetworkTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real coturn. */
@Timeout(120)
final class TurnCheckTest {
    @TempDir
    private Path folder;

    private final LoopbackDeployment with = new LoopbackDeployment();

    @BeforeEach
    void coturnIsThere() {
        assumeTrue(LoopbackCoturn.isInstalled(), "This host has no turnserver; install the package coturn.");
    }

    private List<String> lines(Duration patience) throws InterruptedException {
        return Trials.lines(Trials.run(new TurnCheck(), with.build(), patience));
    }

    private void user(LoopbackCoturn server, String password) {
        with.iceServers.add(IceServer.turn(server.url(), "vtuser", password));
    }

    @Test
    void aCheckGoesThroughItToTheMediaPort() throws Exception {
        try (LoopbackCoturn server = new LoopbackCoturn(folder, "--lt-cred-mech", "--user=vtuser:vtpass")) {
            user(server, "vtpass");
            assertThat(lines(Trials.PATIENT))
                    .containsExactly("holds turn.allocated " + server.url(), "holds turn.media " + server.url());
        }
    }

    @Test
    void withoutAMediaPortADatagramGoesThrough() throws Exception {
        with.forwarded = false;
        try (LoopbackCoturn server = new LoopbackCoturn(folder, "--lt-cred-mech", "--user=vtuser:vtpass")) {
            user(server, "vtpass");
            assertThat(lines(Trials.PATIENT))
                    .containsExactly("holds turn.allocated " + server.url(), "holds turn.carried " + server.url());
        }
    }

    @Test
    void aWrongPasswordFails() throws Exception {
        try (LoopbackCoturn server = new LoopbackCoturn(folder, "--lt-cred-mech", "--user=vtuser:vtpass")) {
            user(server, "wrong");
            assertThat(lines(Trials.PATIENT)).containsExactly("fails turn.password " + server.url());
        }
    }

    @Test
    void aServerThatRefusesThePublicAddressFails() throws Exception {
        try (LoopbackCoturn server = new LoopbackCoturn(
                folder, "--lt-cred-mech", "--user=vtuser:vtpass", "--denied-peer-ip=127.0.0.0-127.255.255.255")) {
            user(server, "vtpass");
            assertThat(lines(Trials.PATIENT))
                    .containsExactly("holds turn.allocated " + server.url(), "fails turn.forbidden " + server.url());
        }
    }

    @Test
    void aServerThatRefusesTheOwnAddressFailsWhereNoneIsPublic() throws Exception {
        try (LoopbackCoturn server = new LoopbackCoturn(
                folder, "--lt-cred-mech", "--user=vtuser:vtpass", "--denied-peer-ip=192.168.0.0-192.168.255.255")) {
            Deployment built = with.build();
            Deployment inside = new Deployment(
                    NetworkTopology.builder()
                            .localAddress("192.168.1.10")
                            .iceServer(IceServer.turn(server.url(), "vtuser", "vtpass"))
                            .build(),
                    List.of(),
                    built.listening(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
            assertThat(Trials.lines(Trials.run(new TurnCheck(), inside, Trials.PATIENT)))
                    .containsExactly("holds turn.allocated " + server.url(), "fails turn.forbidden " + server.url());
        }
    }

    @Test
    void theSharedSecretIsReadWhereItIs() throws Exception {
        try (LoopbackCoturn server =
                new LoopbackCoturn(folder, "--use-auth-secret", "--static-auth-secret=a secret of both")) {
            with.iceServers.add(IceServer.of(List.of(server.url()), Optional.empty(), Optional.empty()));
            Path file = Files.writeString(folder.resolve("secret"), "a secret of both\n");
            with.turnSecret = Optional.of(new SharedSecret.InFile(file));
            assertThat(lines(Trials.PATIENT)).last().isEqualTo("holds turn.media " + server.url());
            Files.writeString(file, "another\n");
            assertThat(lines(Trials.PATIENT)).containsExactly("fails turn.password " + server.url());
            with.turnSecret = Optional.of(new SharedSecret.InFile(folder.resolve("missing")));
            assertThat(lines(Trials.PATIENT)).containsExactly("fails turn.secret " + server.url());
            with.turnSecret = Optional.of(new SharedSecret.InVariable("TURN_SECRET", Optional.empty()));
            assertThat(lines(Trials.PATIENT)).containsExactly("fails turn.secret " + server.url());
            with.turnSecret = Optional.of(new SharedSecret.Written("a secret of both"));
            assertThat(lines(Trials.PATIENT)).last().isEqualTo("holds turn.media " + server.url());
            with.turnSecret = Optional.empty();
            assertThat(lines(Trials.PATIENT)).containsExactly("fails turn.no-credential " + server.url());
        }
    }

    @Test
    void aDeadServerFails() throws IOException, InterruptedException {
        String dead = "turn:127.0.0.1:" + LoopbackDeployment.freeUdp();
        with.iceServers.add(IceServer.turn(dead, "vtuser", "vtpass"));
        with.iceServers.add(IceServer.turn("turn:nowhere.invalid", "vtuser", "vtpass"));
        with.iceServers.add(IceServer.turn("turns:127.0.0.1", "vtuser", "vtpass"));
        assertThat(lines(Trials.SHORT))
                .containsExactly(
                        "fails turn.silent " + dead,
                        "fails turn.no-name turn:nowhere.invalid",
                        "unknown turn.not-udp turns:127.0.0.1");
    }
}
