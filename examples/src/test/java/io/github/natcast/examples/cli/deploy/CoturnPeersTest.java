package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.natcast.streamer.probe.IceProbe;
import io.github.natcast.streamer.probe.ProbeException;
import io.github.natcast.streamer.probe.RelayProbe;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom coturn itself relays to, with the ranges that its file denies. */
@Timeout(60)
final class CoturnPeersTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void thePublicInternetAndNothingElse(@TempDir Path folder) throws IOException {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, LOOPBACK)) {
            port = free.getLocalPort();
        }
        String denied = PeerRange.NOT_PUBLIC.stream()
                .map(range -> "denied-peer-ip=" + range + "\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("turnserver.conf"), denied);
        List<String> options = new ArrayList<>(List.of("-c", file.toString(), "--no-cli", "--no-tls", "--no-dtls"));
        options.addAll(List.of("--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--listening-port=" + port));
        options.addAll(List.of("--realm=natcast", "--use-auth-secret", "--static-auth-secret=shared"));
        options.addAll(List.of("--pidfile=" + folder.resolve("pid"), "--userdb=" + folder.resolve("db")));
        options.add("--log-file=" + folder.resolve("log"));
        Process coturn = Tool.named("turnserver").startPiped(folder, options.toArray(String[]::new));
        try (IceProbe probe = IceProbe.open(LOOPBACK, Duration.ofSeconds(10));
                RelayProbe relay = probe.relay(new InetSocketAddress(LOOPBACK, port), "shared")) {
            for (String address : List.of("203.0.113.9", "8.8.8.8", "51.161.209.200")) {
                relay.permit(InetAddress.getByName(address));
            }
            for (String address : List.of("192.168.1.10", "10.0.0.1", "172.31.255.255", "169.254.169.254")) {
                assertThatExceptionOfType(ProbeException.class)
                        .isThrownBy(() -> relay.permit(InetAddress.getByName(address)))
                        .satisfies(e -> assertThat(e.errorCode()).as(address).isEqualTo(403));
            }
        } finally {
            coturn.destroy();
        }
    }
}
