package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.warmup.WarmUpOffer;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Where a streamer listens, and signalling of one that has no HTTP port. */
final class ProgramsServerTest {
    private static final VideoSettings SMALL = VideoSettings.defaults().withSize(320, 180);

    @Test
    void signallingAnswersWithoutAPortOfItsOwn() throws Exception {
        String offer = WarmUpOffer.sdp(
                DtlsIdentity.generate(new SecureRandom(), Instant.now()).fingerprint());
        Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .noHttpPort()
                .mediaPort(0)
                .video(SMALL)
                .build();
        assertThatThrownBy(streamer::signaling).isInstanceOf(IllegalStateException.class);
        Signaling signaling;
        try (streamer) {
            streamer.start();
            signaling = streamer.signaling();
            SignalingReply answer = signaling.answer(request("POST", "/whep/live", offer));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.headers().getOrDefault("Location", List.of()))
                    .singleElement(STRING)
                    .matches("live/[0-9a-f]{32}");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("v=0\r\n");
            assertThat(streamer.viewers()).hasSize(1);
            assertThat(signaling.answer(request("GET", "/healthz", "")).status())
                    .isEqualTo(200);
            assertThatThrownBy(streamer::address)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no HTTP port");
        }
        assertThat(signaling.answer(request("POST", "/whep/live", offer)).status())
                .isEqualTo(503);
        assertThatThrownBy(streamer::signaling).isInstanceOf(IllegalStateException.class);
    }

    private static SignalingRequest request(String method, String path, String body) {
        return new SignalingRequest(
                method,
                path,
                "",
                Map.of("Content-Type", List.of("application/sdp")),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                Optional.empty(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @EnabledOnOs(OS.LINUX) // which has all of 127.0.0.0/8
    void httpAndMediaHaveAddressesOfTheirOwn() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .bindAddress("192.0.2.1")
                .httpBindAddress("127.0.0.1")
                .mediaBindAddress("127.0.0.2")
                .httpPort(0)
                .mediaPort(0)
                .tcpPort(0)
                .video(SMALL)
                .build()) {
            streamer.start();
            assertThat(streamer.address().getHost()).isEqualTo("127.0.0.1");
            new Socket(InetAddress.getLoopbackAddress(), streamer.address().getPort()).close();
            assertThat(streamer.mediaAddresses())
                    .isNotEmpty()
                    .allSatisfy(address -> assertThat(address.getHostString()).isEqualTo("127.0.0.2"));
        }
    }

    @Test
    void refusesWhatCannotBeTogether() {
        StreamerBuilder withoutPort = Streamer.builder().noHttpPort();
        assertThatThrownBy(() -> withoutPort.publicTcp("203.0.113.7", 443).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no HTTP port");
        withoutPort.tcpPort(0).build();
        assertThatThrownBy(() -> withoutPort.httpBindAddress("127.0.0.1").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"127.0.0.1\"");
        withoutPort.httpPort(0).build();
    }
}
