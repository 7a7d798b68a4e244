package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoturnFileTest {
    private static final String[] COMPLAINTS = {"bad configuration", "unknown", "unrecognized", "invalid", "usage:"};

    private static final FileFormat FORMAT = new CoturnFile(file -> "shared-secret");
    private static final Optional<TurnRelay.User> USER = Optional.of(new TurnRelay.User("vtuser", "vt pass#1"));

    @Test
    void standsBesideTheServerBehindANat() throws UserException {
        DeployedFile file = file(Deployments.behindFrp());

        assertThat(options(file))
                .contains(
                        "listening-ip=192.168.1.10",
                        "listening-port=10110",
                        "relay-ip=192.168.1.10",
                        "external-ip=51.161.209.200/192.168.1.10",
                        "min-port=49160",
                        "max-port=49199",
                        "no-tls",
                        "no-dtls",
                        "no-tcp",
                        "lt-cred-mech",
                        "user=vtuser:vtpass",
                        "realm=natcast",
                        "denied-peer-ip=192.168.0.0-192.168.255.255",
                        "allowed-peer-ip=192.168.1.10")
                .doesNotContain("use-auth-secret", "allowed-peer-ip=127.0.0.1");
    }

    @Test
    void showsNoSecret() throws UserException {
        DeployedFile file = file(Deployments.behindFrp());

        assertThat(file.secret()).isTrue();
        assertThat(file.shown()).contains("user=vtuser:********").doesNotContain("vtpass");
        assertThat(file.toString()).doesNotContain("vtpass");
    }

    @Test
    void takesTheSecretOfExpiringCredentials() throws UserException {
        DeployedFile file = file(with(turn("192.168.1.10", Optional.empty(), true)));

        assertThat(options(file))
                .contains("use-auth-secret", "static-auth-secret=shared-secret")
                .doesNotContain("lt-cred-mech")
                .noneMatch(line -> line.startsWith("user="));
        assertThat(file.shown()).doesNotContain("shared-secret");
    }

    @Test
    void takesTheSecretThatStandsInTheConfiguration() throws UserException {
        Deployment written = with(turn("192.168.1.10", Optional.empty(), true)).with(new SharedSecret.Written("own"));
        assertThat(options(file(written))).contains("use-auth-secret", "static-auth-secret=own");
        assertThat(written.toString()).doesNotContain("own");
    }

    @Test
    void translatesNothingOnThePublicHost() throws UserException {
        assertThat(options(file(with(turn("51.161.209.200", USER, false)))))
                .contains("listening-ip=51.161.209.200", "relay-ip=51.161.209.200", "user=vtuser:vt pass#1")
                .noneMatch(line -> line.startsWith("external-ip="))
                // natcast is reached at its public address from there.
                .noneMatch(line -> line.startsWith("allowed-peer-ip="))
                .doesNotContain("no-tcp");
    }

    @Test
    void knowsTheServersAddressWhereItListensOnAll() throws UserException {
        assertThat(options(file(with(turn("0.0.0.0", USER, true)))))
                .contains("relay-ip=192.168.1.10", "external-ip=51.161.209.200/192.168.1.10")
                .noneMatch(line -> line.startsWith("listening-ip="));
    }

    @Test
    void takesTlsWhereAnIceServerIsSecure() throws UserException {
        TlsFiles own = new TlsFiles(Path.of("/etc/natcast/chain.pem"), Path.of("/etc/natcast/key.pem"));
        Deployment beside = secure("turns:203.0.113.7:443", true, Optional.of(own));

        assertThat(options(file(beside)))
                .contains("tls-listening-port=5349", "cert=/etc/natcast/chain.pem", "pkey=/etc/natcast/key.pem")
                .contains("no-dtls")
                .doesNotContain("no-tls");
        assertThat(Endpoint.at(beside, ForwardTransport.TCP, 5349).map(Endpoint::use))
                .contains(Endpoint.Use.TURN);
        // What natcast has is on another host.
        assertThat(options(file(secure("turns:203.0.113.7?transport=udp", false, Optional.of(own)))))
                .contains("tls-listening-port=5349", "cert=/etc/coturn/certificate.pem", "no-tls")
                .doesNotContain("no-dtls");
        assertThat(options(file(secure("turns:turn.example.org", true, Optional.of(own)))))
                .as("somebody else's")
                .contains("no-tls", "no-dtls")
                .noneMatch(line -> line.startsWith("cert="));
    }

    /** TCP 443 leads to 5349 here. */
    private static Deployment secure(String url, boolean onThisHost, Optional<TlsFiles> tls) {
        Deployment base = Deployments.behindFrp();
        return new Deployment(
                NetworkTopology.fromJson("""
                        {"publicAddresses": ["203.0.113.7"], "localAddresses": ["192.168.1.10"],
                         "forwards": [{"transport": "tcp", "public": 443, "local": 5349}],
                         "iceServers": [{"urls": ["%s"], "username": "u", "credential": "p"}]}
                        """.formatted(url)),
                List.of(),
                base.listening(),
                Optional.empty(),
                Optional.of(turn("0.0.0.0", USER, onThisHost)),
                tls,
                List.of());
    }

    @Test
    void refusesWhatTheFileCannotSay() {
        for (String password : List.of("a\nno-auth", "", " a", "0xabc", "=a", "x".repeat(300))) {
            assertThatThrownBy(() ->
                            file(with(turn("192.168.1.10", Optional.of(new TurnRelay.User("u", password)), true))))
                    .isInstanceOf(UserException.class)
                    .hasMessageNotContaining("\n")
                    .hasMessageContaining("choose another");
        }
        assertThatThrownBy(() -> file(with(turn("192.168.1.10", Optional.of(new TurnRelay.User("a:b", "c")), true))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("colon");
    }

    @Test
    void coturnItselfTakesIt(@TempDir Path folder) throws UserException, IOException {
        for (boolean shared : List.of(false, true)) {
            int port = freePort();
            TurnRelay turn = new TurnRelay(
                    new HostPort("127.0.0.1", port),
                    PortRange.parse("49160-49199"),
                    "natcast",
                    shared ? Optional.empty() : USER,
                    true);
            Path file = new OutputFolder(folder).write(file(with(turn)));

            assertThat(startUp(folder, file, port))
                    .contains("realm: natcast", "relay 127.0.0.1 initialization done")
                    .doesNotContain(COMPLAINTS);
            Files.writeString(file, "no-such-option=1\n", StandardOpenOption.APPEND);
            assertThat(startUp(folder, file, port)).containsAnyOf(COMPLAINTS);
        }
    }

    /** What coturn says, in lower case, until it answers on its port. */
    private static String startUp(Path folder, Path file, int port) throws IOException {
        Process process = Tool.named("turnserver")
                .startPiped(
                        folder,
                        "-c",
                        file.toString(),
                        "--pidfile",
                        folder.resolve("pid").toString());
        CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS).execute(process::destroyForcibly);
        StringBuilder said = new StringBuilder();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            // Its configuration is read by then; listeners come next.
            String line = output.readLine();
            while (line != null && !line.contains("Total General servers")) {
                said.append(line).append('\n');
                line = output.readLine();
            }
            assertThat(line).as(said.toString()).isNotNull();
            assertThat(answersBinding(port)).isTrue();
        } finally {
            process.destroy();
        }
        return said.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether a STUN Binding request (RFC 8489 §6) is answered by a success response. */
    private static boolean answersBinding(int port) throws IOException {
        byte[] request = ByteBuffer.allocate(20)
                .putShort((short) 0x0001)
                .putShort((short) 0)
                .putInt(0x2112A442)
                .put("transaction1".getBytes(StandardCharsets.US_ASCII))
                .array();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(200);
            for (int tries = 0; tries < 50; tries++) {
                socket.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
                DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
                try {
                    socket.receive(answer);
                    return ByteBuffer.wrap(answer.getData()).getShort() == 0x0101;
                } catch (SocketTimeoutException | PortUnreachableException notYet) {
                    // Sent again.
                }
            }
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static TurnRelay turn(String host, Optional<TurnRelay.User> user, boolean onThisHost) {
        return new TurnRelay(new HostPort(host, 10110), PortRange.parse("49160-49199"), "natcast", user, onThisHost);
    }

    private static List<String> options(DeployedFile file) {
        return file.text()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static DeployedFile file(Deployment deployment) throws UserException {
        return FORMAT.files(deployment, Notes.of(Locale.ENGLISH)).get(0);
    }

    private static Deployment with(TurnRelay turn) {
        Deployment base = Deployments.behindFrp();
        Deployment deployment = new Deployment(
                base.topology(),
                base.publicNames(),
                base.listening(),
                base.frp(),
                Optional.of(turn),
                base.tls(),
                base.sources());
        return turn.user().isPresent()
                ? deployment
                : deployment.with(new SharedSecret.InFile(Path.of("/etc/natcast/turn.secret")));
    }
}
