package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The public port is another one than the server's own, as behind a tunnel. */
@Timeout(120)
final class UdpCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> lines(Duration patience, Optional<Helper> helper) throws InterruptedException {
        return Trials.lines(Trials.run(new UdpCheck(), with.build(), patience, helper));
    }

    private String shifted() {
        with.publicMedia = LoopbackDeployment.freeUdp();
        return "127.0.0.1:" + with.publicMedia;
    }

    @Test
    void aPortThatNobodyForwardsIsSilent() throws Exception {
        String at = shifted();
        try (Streamer running = TrialServer.builder(with.build()).build()) {
            running.start();
            assertThat(lines(Duration.ofSeconds(2), Optional.empty())).containsExactly("fails udp.silent " + at);
        }
    }

    @Test
    void aForwardThatLeadsHereHoldsWhenItIsAskedFromElsewhere() throws Exception {
        String at = shifted();
        try (DatagramSocket outside = new DatagramSocket(with.publicMedia, LoopbackDeployment.LOOPBACK);
                DatagramSocket inside = new DatagramSocket(0, LoopbackDeployment.LOOPBACK)) {
            forward(outside, inside);
            assertThat(lines(Trials.PATIENT, Optional.empty())).containsExactly("unknown udp.own " + at);
            assertThat(lines(Trials.PATIENT, Optional.of(attempt -> attempt.make(Trials.PATIENT))))
                    .containsExactly("holds udp.helper " + at);
        }
    }

    /** As frpc does: from a port of its own. One client at a time. */
    private void forward(DatagramSocket outside, DatagramSocket inside) {
        InetSocketAddress server = new InetSocketAddress(LoopbackDeployment.LOOPBACK, with.mediaPort);
        InetSocketAddress[] client = new InetSocketAddress[1];
        pump(outside, packet -> {
            client[0] = (InetSocketAddress) packet.getSocketAddress();
            inside.send(new DatagramPacket(packet.getData(), packet.getLength(), server));
        });
        pump(inside, packet -> outside.send(new DatagramPacket(packet.getData(), packet.getLength(), client[0])));
    }

    /** Sends a packet on. */
    private interface Onward {
        void send(DatagramPacket packet) throws IOException;
    }

    private static void pump(DatagramSocket from, Onward to) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
                    from.receive(packet);
                    to.send(packet);
                }
            } catch (IOException closed) {
                // The test has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void anotherNatcastIsSomebodyElse() throws Exception {
        String at = shifted();
        LoopbackDeployment second = new LoopbackDeployment();
        second.mediaPort = with.publicMedia;
        try (Streamer other = TrialServer.builder(second.build()).build()) {
            other.start();
            assertThat(lines(Trials.PATIENT, Optional.empty())).containsExactly("fails udp.other " + at);
        }
    }

    @Test
    void withoutAForwardItFails() throws InterruptedException {
        with.forwarded = false;
        assertThat(lines(Trials.SHORT, Optional.empty())).containsExactly("fails udp.no-forward UDP " + with.mediaPort);
    }

    @Test
    void aServerThatWantsATokenCannotBeAsked() throws Exception {
        try (Streamer running =
                TrialServer.builder(with.build()).token("for viewers").build()) {
            running.start();
            assertThat(lines(Trials.PATIENT, Optional.empty()))
                    .containsExactly("unknown udp.token 127.0.0.1:" + with.mediaPort);
        }
    }

    @Test
    void whereThereIsNoPublicAddressThereIsNothingToTry() throws InterruptedException {
        assertThat(Trials.run(new UdpCheck(), LoopbackDeployment.withoutPublicAddress(), Trials.SHORT))
                .isEmpty();
        assertThat(Trials.run(new TcpCheck(), LoopbackDeployment.withoutPublicAddress(), Trials.SHORT))
                .isEmpty();
    }
}
