package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.DeploymentReader;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AdminSettings;
import io.github.natcast.streamer.security.TlsSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code status} and real servers. */
@Timeout(120)
final class StatusCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Optional<Deployment> deployment = Optional.empty();

    @Test
    void theOperatorSeesAllAndOthersWhetherItIsWell() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "# the operator's\n\nmagpie-0123456789\n");
        StreamerBuilder builder = builder().admin(AdminSettings.local().with(Access.tokens(token)));
        try (Streamer streamer = builder.build()) {
            streamer.start();
            String address = streamer.address().toString();
            assertThat(execute(address, "--admin-token-file=" + token)).isZero();
            assertThat(out.toString().lines())
                    .contains(
                            "address  " + address, "ready    yes", "source   test pattern", "viewers  0 (0 connected)")
                    .anyMatch(line -> line.startsWith("encoder  VP8"));
            out.getBuffer().setLength(0);
            assertThat(execute(address, "--json")).isZero();
            assertThat(out.toString()).contains("\"well\" : true").doesNotContain("uptimeSeconds");
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    void itsOwnCertificateIsTrustedForAnyNameAndNoOther() throws Exception {
        TlsFiles mine = certificate("mine");
        TlsFiles other = certificate("other");
        StreamerBuilder builder = builder().tls(TlsSettings.of(mine.certificate(), mine.key()));
        try (Streamer streamer = builder.build()) {
            streamer.start();
            deployment = Optional.of(deployment(streamer.address().getPort(), mine));
            assertThat(execute()).as(err.toString()).isZero();
            deployment = Optional.of(deployment(streamer.address().getPort(), other));
            assertThat(execute()).isEqualTo(2);
            assertThat(err.toString()).contains("another certificate than the configured file has");
        }
    }

    @Test
    void nobodyThereIsTwoAndOneLine() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(execute("127.0.0.1:" + free)).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("natcast: natcast does not answer at http://127.0.0.1:" + free + "/: ")
                .endsWith("; is it running?");
    }

    @Test
    void anotherProgramIsNotTakenForNatcast() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(execute("127.0.0.1:" + server.getAddress().getPort())).isEqualTo(2);
            assertThat(err.toString()).contains("what answers there, with status 404, is no natcast");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void wrongInputIsOneLine() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "# none\n");
        Path broken = Files.writeString(folder.resolve("broken"), "a b\n");
        assertThat(execute("127.0.0.1:1", "--admin-token-file=" + empty)).isEqualTo(2);
        assertThat(execute("127.0.0.1:1", "--admin-token-file=" + broken)).isEqualTo(2);
        assertThat(execute("127.0.0.1:1", "--timeout=0")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        empty + " has no token",
                        "the operator's token has other characters than ASCII's visible ones",
                        "--timeout 0 is not 1 to 60 seconds");
    }

    private static StreamerBuilder builder() {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .rehearse(false);
    }

    private static Deployment deployment(int port, TlsFiles tls) {
        Deployment plain = ServerAddressTest.deployment("127.0.0.1", port, Optional.empty());
        return new Deployment(
                plain.topology(),
                List.of(),
                plain.listening(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(tls),
                List.of());
    }

    /** One that a public name has, which is not the address that is asked. */
    private TlsFiles certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=live.example.org",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("error");
        assertThat(keytool.waitFor()).isZero();
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        return new TlsFiles(
                pem(name + ".pem", "CERTIFICATE", keys.getCertificate("a").getEncoded()),
                pem(name + ".key", "PRIVATE KEY", keys.getKey("a", password).getEncoded()));
    }

    private Path pem(String file, String type, byte[] bytes) throws Exception {
        String text = "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END "
                + type + "-----\n";
        return Files.writeString(folder.resolve(file), text);
    }

    private int execute(String... arguments) {
        StatusCommand command = new StatusCommand(new DeploymentReader() {
            @Override
            public Deployment read(Path file) {
                throw new AssertionError("a server's state has nothing to do with whether its name can be looked up");
            }

            @Override
            public Deployment readWithoutLookup(Path file) {
                return deployment.orElseThrow();
            }
        });
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((error, line, result) -> {
                    assertThat(error).isInstanceOf(UserException.class);
                    line.getErr().println(error.getMessage());
                    return 2;
                })
                .execute(arguments);
    }
}
