package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.natcast.streamer.probe.IceCredentials;
import io.github.natcast.topology.ForwardTransport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttemptJsonTest {
    private static final List<Attempt> ATTEMPTS = List.of(
            new Attempt.Http(true, new InetSocketAddress("203.0.113.9", 443), "cam.example.org", "0123456789abcdef"),
            new Attempt.Ice(
                    ForwardTransport.UDP,
                    new InetSocketAddress("2001:db8::9", 10111),
                    new IceCredentials("them", "usus", "a/password+of24characters")),
            new Attempt.Ice(
                    ForwardTransport.TCP,
                    new InetSocketAddress("203.0.113.9", 9001),
                    new IceCredentials("them", "usus", "a/password+of24characters")));

    @Test
    void whatIsWrittenIsRead() {
        for (Attempt attempt : ATTEMPTS) {
            assertThat(AttemptJson.read(AttemptJson.write(attempt, 7))).isEqualTo(new AttemptJson.Timed(attempt, 7));
        }
        for (Reached.Kind kind : Reached.Kind.values()) {
            Reached reached = new Reached(kind, "proof");
            assertThat(AttemptJson.readReached(AttemptJson.write(reached))).isEqualTo(reached);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"kind\":\"http\",\"address\":\"cam.example.org\",\"port\":80}",
                "{\"kind\":\"http\",\"address\":\"203.0.113.9\",\"port\":0}",
                "{\"kind\":\"http\",\"address\":\"203.0.113.9\",\"port\":80,\"authority\":\"a\\r\\nX: 1\","
                        + "\"nonce\":\"0123456789abcdef\"}",
                "{\"kind\":\"http\",\"address\":\"203.0.113.9\",\"port\":80,\"authority\":\"a\",\"nonce\":\"../etc/pass\"}",
                "{\"kind\":\"udp\",\"address\":\"203.0.113.9\",\"port\":80,\"remoteUfrag\":\"abcd\",\"localUfrag\":\"a b\","
                        + "\"password\":\"abcdefgh\"}"
            })
    void nothingElseIs(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AttemptJson.read(text));
    }

    /** Requests of others are read before anything is known of them but their signature. */
    @Test
    void changedCharactersGiveAnAttemptOrOneKindOfException() {
        Random random = new Random(20261127);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(AttemptJson.write(ATTEMPTS.get(random.nextInt(3)), 7));
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            try {
                Attempt read = AttemptJson.read(text.toString()).attempt();
                assertThat(read.address().isUnresolved()).isFalse();
                if (read instanceof Attempt.Http http) {
                    assertThat(http.authority() + http.nonce()).doesNotContainAnyWhitespaces();
                }
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("\n");
            }
        }
    }
}
