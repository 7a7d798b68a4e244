package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.HostPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TunnelCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> lines(String host, int port) throws InterruptedException {
        HostPort server = new HostPort(host, port);
        with.frp = Optional.of(new FrpClient(server, Optional.empty(), Optional.empty(), true, false));
        return Trials.lines(Trials.run(new TunnelCheck(), with.build(), Trials.SHORT));
    }

    @Test
    void anOpenControlPortHolds() throws IOException, InterruptedException {
        try (ServerSocket frps = new ServerSocket(0, 5, LoopbackDeployment.LOOPBACK)) {
            assertThat(lines("127.0.0.1", frps.getLocalPort()))
                    .containsExactly("holds tunnel.open 127.0.0.1:" + frps.getLocalPort());
        }
    }

    @Test
    void aClosedOneFails() throws InterruptedException {
        int port = LoopbackDeployment.freeTcp();
        assertThat(lines("127.0.0.1", port)).containsExactly("fails tunnel.refused 127.0.0.1:" + port);
    }

    @Test
    void aNameThatNobodyHasFails() throws InterruptedException {
        assertThat(lines("nowhere.invalid", 7000)).containsExactly("fails tunnel.no-name nowhere.invalid:7000");
    }

    @Test
    void withoutATunnelThereIsNothingToTry() throws InterruptedException {
        assertThat(Trials.run(new TunnelCheck(), with.build(), Trials.SHORT)).isEmpty();
    }
}
