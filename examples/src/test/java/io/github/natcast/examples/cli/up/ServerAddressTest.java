package io.github.natcast.examples.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 9000, http://127.0.0.1:9000/",
        "192.0.2.1, 80, http://192.0.2.1:80/",
        "::, 9000, http://[::1]:9000/",
        "2001:db8::1, 9000, http://[2001:db8::1]:9000/"
    })
    void theHttpPortOfThisHost(String address, int port, String expected) throws Exception {
        assertThat(ServerAddress.of(deployment(address, port, Optional.empty()), Optional.empty())
                        .uri())
                .hasToString(expected);
    }

    @Test
    void theAdminPortTellsMore() throws Exception {
        Deployment deployment = deployment("0.0.0.0", 9000, Optional.of(new HostPort("127.0.0.1", 9001)));
        assertThat(ServerAddress.of(deployment, Optional.empty()).uri()).hasToString("http://127.0.0.1:9001/");
    }

    @Test
    void aPortOfTheSystemsChoiceIsTheOneThatTheServerTold() throws Exception {
        Deployment deployment = deployment("0.0.0.0", 0, Optional.empty());
        assertThat(ServerAddress.of(deployment, Optional.of("http://127.0.0.1:4711/"))
                        .uri())
                .hasToString("http://127.0.0.1:4711/");
        assertThatThrownBy(() -> ServerAddress.of(deployment, Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("natcast status http://127.0.0.1:PORT/");
    }

    @Test
    void whereThereIsACertificateTheServerMustShowIt() throws Exception {
        Deployment plain = deployment("0.0.0.0", 9000, Optional.empty());
        Deployment tls = new Deployment(
                plain.topology(),
                List.of("live.example.org"),
                plain.listening(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new TlsFiles(Path.of("c.pem"), Path.of("k.pem"))),
                List.of());
        assertThat(ServerAddress.of(tls, Optional.empty()))
                .isEqualTo(new ServerAddress(URI.create("https://127.0.0.1:9000/"), Optional.of(Path.of("c.pem"))));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9000, http://127.0.0.1:9000/",
        "https://live.example.org, https://live.example.org/",
        "http://example.org/natcast, http://example.org/natcast/",
        "http://[::1]:9000/, http://[::1]:9000/"
    })
    void whatTheUserGives(String text, String expected) throws Exception {
        assertThat(ServerAddress.parse(text).uri()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x/", "http://", "a b", "http://:9000/", "file:///etc/passwd"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(UserException.class)
                .hasMessage("\"" + text + "\" is not the address of a server; an example is http://127.0.0.1:9000/");
    }

    static Deployment deployment(String address, int port, Optional<HostPort> admin) {
        Deployment frp = Deployments.behindFrp();
        return new Deployment(
                frp.topology(),
                List.of(),
                new Listening(address, port, address, 0, OptionalInt.empty(), admin),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
