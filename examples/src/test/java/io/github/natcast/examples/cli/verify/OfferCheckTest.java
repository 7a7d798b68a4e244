package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.Serving;
import io.github.natcast.streamer.Streamer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class OfferCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> lines() throws InterruptedException {
        return Trials.lines(Trials.run(new OfferCheck(), with.build(), Trials.PATIENT));
    }

    /** Of a server that names these. */
    private List<String> answered(String... candidates) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (String candidate : candidates) {
            lines.append("a=candidate:1 1 udp 2130706431 ").append(candidate).append(" typ host\r\n");
        }
        try (FakeNatcast server = new FakeNatcast(with.httpPort, 201, answer(lines.toString()))) {
            assertThat(server).isNotNull();
            return lines();
        }
    }

    private static String answer(String candidates) {
        return """
                v=0\r
                o=- 1 1 IN IP4 0.0.0.0\r
                s=-\r
                t=0 0\r
                a=group:BUNDLE 0\r
                m=video 9 UDP/TLS/RTP/SAVPF 96\r
                c=IN IP4 0.0.0.0\r
                a=mid:0\r
                a=sendonly\r
                a=rtcp-mux\r
                a=setup:passive\r
                a=ice-ufrag:server01\r
                a=ice-pwd:serverpasswordserverpass\r
                a=fingerprint:sha-256 %s\r
                a=rtpmap:96 VP8/90000\r
                """.formatted("00:".repeat(31) + "00") + candidates + """
                m=audio 0 UDP/TLS/RTP/SAVPF 111\r
                c=IN IP4 0.0.0.0\r
                a=mid:1\r
                a=inactive\r
                a=rtpmap:111 opus/48000/2\r
                """;
    }

    /** For browsers that a TURN server beside this host relays. */
    @Test
    void privateAddressesThatAreKeptOnPurposeHold() throws IOException, InterruptedException {
        with.serving = new Serving(true, false, Duration.ZERO, List.of());
        assertThat(answered(own(), "192.168.1.10 10111"))
                .containsExactly("holds offer.public answer", "holds offer.kept 192.168.1.10:10111");
        assertThat(answered(own(), "198.51.100.4 10111")).containsExactly("fails offer.foreign 198.51.100.4:10111");
    }

    @Test
    void addressesOfAFamilyWithoutAPublicOneHoldWhereTheyAreKept() throws IOException, InterruptedException {
        with.serving = new Serving(false, true, Duration.ZERO, List.of());
        assertThat(answered(own(), "fd00::10 10111"))
                .containsExactly("holds offer.public answer", "holds offer.kept fd00::10:10111");
        assertThat(answered(own(), "192.168.1.10 10111")).containsExactly("fails offer.private 192.168.1.10:10111");
    }

    private String own() {
        return "127.0.0.1 " + with.mediaPort;
    }

    @Test
    void aServerThatIsStartedForTheCheckNamesThePublicAddress() throws InterruptedException {
        assertThat(lines()).containsExactly("holds offer.public answer");
    }

    @Test
    void itIsAskedAsBySomebodyElsewhere() throws InterruptedException {
        with.publicAddress = "203.0.113.9";
        with.publicMedia = LoopbackDeployment.freeUdp();
        List<Result> results = Trials.run(new OfferCheck(), with.build(), Trials.PATIENT);
        assertThat(Trials.lines(results)).containsExactly("holds offer.public answer");
        assertThat(results.get(0).reason().arguments()).containsExactly("203.0.113.9:" + with.publicMedia + "/udp");
    }

    @Test
    void aPrivateAddressFails() throws Exception {
        assertThat(answered(own(), "192.168.1.10 40111")).containsExactly("fails offer.private 192.168.1.10:40111");
    }

    @Test
    void anAddressThatTheFileDoesNotKnowFails() throws Exception {
        assertThat(answered(own(), "203.0.113.9 40111")).containsExactly("fails offer.foreign 203.0.113.9:40111");
    }

    @Test
    void aPublicAddressThatIsMissingFails() throws Exception {
        assertThat(answered("203.0.113.9 40111"))
                .containsExactly("fails offer.foreign 203.0.113.9:40111", "fails offer.missing 127.0.0.1");
    }

    @Test
    void theServersOwnPortInPlaceOfThePublicOneFails() throws Exception {
        int local = with.mediaPort;
        with.publicMedia = LoopbackDeployment.freeUdp();
        assertThat(answered("127.0.0.1 " + local)).containsExactly("fails offer.port 127.0.0.1");
    }

    @Test
    void anAnswerWithoutAddressesFails() throws Exception {
        assertThat(answered()).containsExactly("fails offer.empty answer", "fails offer.missing 127.0.0.1");
    }

    @Test
    void aServerThatWantsATokenCannotBeAsked() throws Exception {
        try (Streamer running =
                TrialServer.builder(with.build()).token("for viewers").build()) {
            running.start();
            assertThat(lines()).containsExactly("unknown offer.token answer");
        }
    }

    @Test
    void aServerThatHasNoPlaceFails() throws Exception {
        String problem = "{\"title\":\"x\",\"detail\":\"All places are taken.\"}";
        try (FakeNatcast full = new FakeNatcast(with.httpPort, 503, problem)) {
            assertThat(full).isNotNull();
            List<Result> results = Trials.run(new OfferCheck(), with.build(), Trials.PATIENT);
            assertThat(Trials.lines(results)).containsExactly("fails offer.refused answer");
            assertThat(results.get(0).reason().arguments()).containsExactly("HTTP 503, All places are taken.");
        }
    }

    @Test
    void aServerThatCannotRunFails() throws Exception {
        try (ServerSocket taken = new ServerSocket(with.httpPort, 5, LoopbackDeployment.LOOPBACK)) {
            assertThat(taken.isBound()).isTrue();
            assertThat(Trials.lines(Trials.run(new OfferCheck(), with.build(), Trials.SHORT)))
                    .containsExactly("fails offer.no-server answer");
        }
    }
}
