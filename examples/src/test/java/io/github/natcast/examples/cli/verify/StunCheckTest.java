package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StunCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> lines(Duration patience) throws InterruptedException {
        return Trials.lines(Trials.run(new StunCheck(), with.build(), patience));
    }

    private String add(String url) {
        with.iceServers.add(IceServer.stun(url));
        return url;
    }

    @Test
    void serversThatAgreeHold() throws Exception {
        try (FakeStun first = new FakeStun("127.0.0.1", 40000);
                FakeStun second = new FakeStun("127.0.0.1", 40000)) {
            String one = add(first.url());
            String two = add(second.url());
            assertThat(lines(Trials.PATIENT))
                    .containsExactly("holds stun.answers " + one, "holds stun.answers " + two, "holds stun.agree NAT");
        }
    }

    @Test
    void aSymmetricNatFailsWhereNothingIsForwarded() throws Exception {
        with.forwarded = false;
        try (FakeStun first = new FakeStun("127.0.0.1", 40000);
                FakeStun second = new FakeStun("127.0.0.1", 40001)) {
            add(first.url());
            add(second.url());
            assertThat(lines(Trials.PATIENT)).last().isEqualTo("fails stun.symmetric NAT");
        }
    }

    @Test
    void aSymmetricNatDoesNotMatterForAForwardedPort() throws Exception {
        try (FakeStun first = new FakeStun("127.0.0.1", 40000);
                FakeStun second = new FakeStun("127.0.0.1", 40001)) {
            add(first.url());
            add(second.url());
            assertThat(lines(Trials.PATIENT)).last().isEqualTo("holds stun.symmetric-forwarded NAT");
        }
    }

    @Test
    void anotherPublicAddressThanTheFileSaysFails() throws Exception {
        try (FakeStun server = new FakeStun("203.0.113.9", 40000)) {
            String url = add(server.url());
            assertThat(lines(Trials.PATIENT))
                    .containsExactly(
                            "holds stun.answers " + url,
                            "unknown stun.one-server NAT",
                            "fails stun.other-address 203.0.113.9");
        }
    }

    @Test
    void deadServersFailAndTheOthersStillCount() throws Exception {
        String dead = add("stun:127.0.0.1:" + LoopbackDeployment.freeUdp());
        String nowhere = add("stun:nowhere.invalid:3478");
        try (FakeStun server = new FakeStun("127.0.0.1", 40000)) {
            String url = add(server.url());
            assertThat(lines(Trials.SHORT))
                    .containsExactly(
                            "fails stun.silent " + dead,
                            "fails stun.no-name " + nowhere,
                            "holds stun.answers " + url,
                            "unknown stun.one-server NAT");
        }
    }

    @Test
    void tlsIsNotTried() throws InterruptedException {
        String url = add("stuns:127.0.0.1");
        assertThat(lines(Trials.SHORT)).containsExactly("unknown stun.not-udp " + url);
    }

    @Test
    void withoutServersThereIsNothingToTry() throws InterruptedException, IOException {
        assertThat(lines(Trials.SHORT)).isEmpty();
    }
}
