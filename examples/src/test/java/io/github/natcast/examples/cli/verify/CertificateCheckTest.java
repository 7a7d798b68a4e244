package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class CertificateCheckTest {
    @TempDir
    private static Path folder;

    private static TlsFiles files;
    private static Instant end;

    private final LoopbackDeployment with = new LoopbackDeployment();

    @BeforeAll
    static void make() throws Exception {
        files = SelfSigned.make(folder, "cam", "dns:cam.example.org,dns:*.live.example.org,ip:203.0.113.9");
        end = SelfSigned.certificate(files).getNotAfter().toInstant();
    }

    private List<String> lines(Instant now, String... names) throws InterruptedException {
        with.tls = with.tls.or(() -> Optional.of(files));
        with.names = List.of(names);
        return Trials.lines(Trials.run(new CertificateCheck(() -> now), with.build(), Trials.SHORT));
    }

    private static Instant inTime() {
        return end.minus(Duration.ofDays(30));
    }

    @Test
    void aGoodOneHolds() throws InterruptedException {
        assertThat(lines(inTime(), "cam.example.org"))
                .containsExactly(
                        "holds certificate.key " + files.key(),
                        "holds certificate.dates " + files.certificate(),
                        "holds certificate.name cam.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "CAM.example.org, true",
        "a.live.example.org, true",
        "203.0.113.9, true",
        "live.example.org, false",
        "a.b.live.example.org, false",
        "cam.example.com, false",
        "203.0.113.10, false"
    })
    void namesAreComparedAsBrowsersDo(String name, boolean holds) throws InterruptedException {
        assertThat(lines(inTime(), name))
                .last()
                .isEqualTo((holds ? "holds certificate.name " : "fails certificate.other-name ") + name);
    }

    @Test
    void withoutAPublicNameItIsForTheAddress() throws InterruptedException {
        assertThat(lines(inTime())).last().isEqualTo("fails certificate.other-name 127.0.0.1");
    }

    @Test
    void itsTimeIsNamed() throws InterruptedException {
        assertThat(lines(end.plusSeconds(1), "cam.example.org"))
                .contains("fails certificate.expired " + files.certificate());
        assertThat(lines(end.minus(Duration.ofDays(3)), "cam.example.org"))
                .contains("holds certificate.soon " + files.certificate());
        assertThat(lines(end.minus(Duration.ofDays(10_000)), "cam.example.org"))
                .contains("fails certificate.early " + files.certificate());
    }

    @Test
    void anotherKeyFails() throws Exception {
        TlsFiles other = SelfSigned.make(folder, "other", "dns:other.example.org");
        with.tls = Optional.of(new TlsFiles(files.certificate(), other.key()));
        List<Result> results =
                Trials.run(new CertificateCheck(CertificateCheckTest::inTime), with.build(), Trials.SHORT);
        assertThat(Trials.lines(results)).containsExactly("fails certificate.unusable " + files.certificate());
        assertThat(results.get(0).reason().arguments().toString()).contains("does not belong to the certificate");
    }

    @Test
    void aMissingFileFails() throws Exception {
        with.tls = Optional.of(new TlsFiles(folder.resolve("missing.pem"), files.key()));
        assertThat(lines(inTime(), "cam.example.org"))
                .containsExactly("fails certificate.unusable " + folder.resolve("missing.pem"));
        assertThat(Files.exists(folder.resolve("missing.pem"))).isFalse();
    }

    @Test
    void withoutTlsThereIsNothingToTry() throws InterruptedException {
        assertThat(Trials.run(new CertificateCheck(CertificateCheckTest::inTime), with.build(), Trials.SHORT))
                .isEmpty();
    }

    @Test
    void theOtherChecksGoOverTls() throws InterruptedException {
        with.tls = Optional.of(files);
        assertThat(Trials.lines(Trials.run(new TcpCheck(), with.build(), Trials.PATIENT)))
                .containsExactly("unknown tcp.own 127.0.0.1:" + with.httpPort);
        assertThat(Trials.lines(Trials.run(new OfferCheck(), with.build(), Trials.PATIENT)))
                .containsExactly("holds offer.public answer");
        assertThat(Trials.lines(Trials.run(new WebSocketCheck(), with.build(), Trials.PATIENT)))
                .containsExactly("unknown websocket.untrusted wss://127.0.0.1:" + with.httpPort + "/ws/verify");
    }
}
