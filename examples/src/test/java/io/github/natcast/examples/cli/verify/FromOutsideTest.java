package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.Deployments;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.NetworkTopology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the same outcome of an attempt means, by where it was made. */
@Timeout(60)
final class FromOutsideTest {
    private static final String PROOF = "ab".repeat(32);
    private static final Helper BROKEN = attempt -> {
        throw new IOException("HTTP 401");
    };

    private final int port = LoopbackDeployment.freeTcp();
    private final Attempt attempt = new Attempt.Http(
            false, new InetSocketAddress(LoopbackDeployment.LOOPBACK, port), "cam.example.org", "0123456789abcdef");

    private String line(View view, Optional<Helper> helper) {
        Trial.Settings settings = new Trial.Settings(Trials.SHORT, Optional.empty(), helper, Locale.ENGLISH);
        try (Trial trial = new Trial(Deployments.behindFrp(), settings)) {
            Result result = new FromOutside(CheckName.TCP, trial).result(attempt, Optional.of(PROOF), view, 9000);
            return result.verdict().word() + " " + result.reason().key();
        }
    }

    @ParameterizedTest
    @CsvSource({"ELSEWHERE, holds tcp.proved", "HAIRPIN, holds tcp.proved", "OWN, unknown tcp.own"})
    void itIsAnswered(View view, String line) throws IOException {
        try (FakeNatcast here = new FakeNatcast(port, 201, "")) {
            assertThat(here).isNotNull();
            assertThat(line(view, Optional.empty())).isEqualTo(line);
            assertThat(line(view, Optional.of(any -> Reached.proved(PROOF)))).isEqualTo("holds tcp.helper");
            assertThat(line(view, Optional.of(any -> Reached.proved("cd".repeat(32)))))
                    .isEqualTo("fails tcp.other");
            assertThat(line(view, Optional.of(any -> Reached.of(Reached.Kind.SILENT))))
                    .isEqualTo("fails tcp.silent");
        }
    }

    @ParameterizedTest
    @CsvSource({"ELSEWHERE, fails tcp.refused", "HAIRPIN, unknown tcp.hairpin", "OWN, fails tcp.refused"})
    void itIsNotAnswered(View view, String line) {
        assertThat(line(view, Optional.empty())).isEqualTo(line);
        assertThat(line(view, Optional.of(any -> Reached.proved(PROOF)))).isEqualTo("holds tcp.helper");
        assertThat(line(view, Optional.of(BROKEN)))
                .isEqualTo(line.startsWith("unknown") ? "fails tcp.no-helper" : line);
    }

    @Test
    void anFrpServerIsElsewhereAndANatIsNot() {
        IpAddress address = IpAddress.parse("51.161.209.200").orElseThrow();
        assertThat(View.of(Deployments.behindFrp().topology(), address)).isEqualTo(View.ELSEWHERE);
        NetworkTopology nat =
                NetworkTopology.builder().publicAddress("51.161.209.200").build();
        assertThat(View.of(nat, address)).isEqualTo(View.HAIRPIN);
        NetworkTopology own = NetworkTopology.builder()
                .publicAddress("51.161.209.200")
                .localAddress("51.161.209.200")
                .build();
        assertThat(View.of(own, address)).isEqualTo(View.OWN);
        assertThat(View.of(nat, IpAddress.parse("127.0.0.1").orElseThrow())).isEqualTo(View.OWN);
    }
}
