package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.natcast.examples.cli.deployment.Serving;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.streamer.Streamer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The public port is another one than the server's own, as behind a tunnel. */
@Timeout(120)
final class TcpCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> lines() throws InterruptedException {
        return Trials.lines(Trials.run(new TcpCheck(), with.build(), Trials.PATIENT));
    }

    private String shifted() {
        with.publicHttp = LoopbackDeployment.freeTcp();
        return "127.0.0.1:" + with.publicHttp;
    }

    @Test
    void aPortThatNobodyForwardsIsRefused() throws InterruptedException {
        String at = shifted();
        assertThat(lines()).containsExactly("fails tcp.refused " + at);
    }

    @Test
    void aForwardThatLeadsHereHoldsWhenItIsAskedFromElsewhere() throws Exception {
        String at = shifted();
        try (TcpForward forward = new TcpForward(with.publicHttp, with.httpPort)) {
            assertThat(forward.isOpen()).isTrue();
            assertThat(lines()).containsExactly("unknown tcp.own " + at);
            Helper elsewhere = attempt -> attempt.make(Trials.PATIENT);
            assertThat(Trials.lines(Trials.run(new TcpCheck(), with.build(), Trials.PATIENT, Optional.of(elsewhere))))
                    .containsExactly("holds tcp.helper " + at);
        }
    }

    /** As frpc does with transport.proxyProtocolVersion = "v2". */
    @Test
    void aForwardThatNamesItsClientsHoldsWhereThatIsBelieved() throws Exception {
        String at = shifted();
        byte[] header = HexFormat.of()
                .parseHex("0d0a0d0a000d0a515549540a" + "2111000c" + "c6336407" + "7f000001" + "c000" + "2328");
        try (TcpForward forward = new TcpForward(with.publicHttp, with.httpPort, header)) {
            assertThat(forward.isOpen()).isTrue();
            assertThat(lines()).singleElement().asString().startsWith("fails tcp.");
            with.serving = new Serving(false, false, Duration.ZERO, List.of(AddressRange.parse("127.0.0.0/8")));
            assertThat(lines()).containsExactly("unknown tcp.own " + at);
        }
    }

    @Test
    void aForwardToAClosedPortIsNamed() throws Exception {
        String at = shifted();
        try (TcpForward forward = new TcpForward(with.publicHttp, LoopbackDeployment.freeTcp())) {
            assertThat(forward.isOpen()).isTrue();
            assertThat(lines()).containsExactly("fails tcp.closed " + at);
        }
    }

    @Test
    void anotherWebServerIsSomebodyElse() throws Exception {
        String at = shifted();
        HttpServer other = HttpServer.create(new InetSocketAddress(LoopbackDeployment.LOOPBACK, with.publicHttp), 0);
        other.start();
        try {
            assertThat(lines()).containsExactly("fails tcp.other " + at);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void anotherNatcastIsSomebodyElse() throws Exception {
        String at = shifted();
        LoopbackDeployment second = new LoopbackDeployment();
        second.httpPort = with.publicHttp;
        try (Streamer other = TrialServer.builder(second.build()).build()) {
            other.start();
            assertThat(lines()).containsExactly("fails tcp.other " + at);
        }
    }

    @Test
    void whoTakesConnectionsAndSaysNothingIsSilent() throws Exception {
        String at = shifted();
        try (ServerSocket silent = new ServerSocket(with.publicHttp, 5, LoopbackDeployment.LOOPBACK);
                Streamer running = TrialServer.builder(with.build()).build()) {
            running.start();
            assertThat(silent.isBound()).isTrue();
            assertThat(Trials.lines(Trials.run(new TcpCheck(), with.build(), Trials.SHORT)))
                    .containsExactly("fails tcp.silent " + at);
        }
    }

    @Test
    void withoutAForwardItFails() throws InterruptedException {
        with.forwarded = false;
        assertThat(lines()).containsExactly("fails tcp.no-forward TCP " + with.httpPort);
    }

    @Test
    void theMediaPortIsTriedByConnectivityChecks() throws InterruptedException {
        with.tcpPort = OptionalInt.of(LoopbackDeployment.freeTcp());
        assertThat(lines())
                .containsExactly(
                        "unknown tcp.own 127.0.0.1:" + with.httpPort,
                        "unknown tcp.own 127.0.0.1:" + with.tcpPort.getAsInt());
    }

    @Test
    void whereNoServerCanRunNothingCanBeTold() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(with.httpPort, 5, LoopbackDeployment.LOOPBACK)) {
            assertThat(taken.isBound()).isTrue();
            assertThat(Trials.lines(Trials.run(new TcpCheck(), with.build(), Trials.SHORT)))
                    .containsExactly("unknown tcp.no-server TCP " + with.httpPort);
        }
    }

    @Test
    void aHelperThatDoesNotAnswerFails() throws InterruptedException {
        Helper broken = attempt -> {
            throw new IOException("HTTP 401");
        };
        assertThat(Trials.lines(Trials.run(new TcpCheck(), with.build(), Trials.PATIENT, Optional.of(broken))))
                .containsExactly("fails tcp.no-helper 127.0.0.1:" + with.httpPort);
    }
}
