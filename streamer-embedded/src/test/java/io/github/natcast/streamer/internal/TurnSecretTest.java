package io.github.natcast.streamer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.topology.IceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TurnSecretTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_731_996_400);
    private static final IceServer TURN = IceServer.stun("turn:turn.example.org:3478", "turns:turn.example.org");
    private static final TurnSecret SECRET = new TurnSecret("north", TurnSecret.DEFAULT_TTL);

    /** The password is what {@code openssl dgst -sha1 -hmac north -binary | base64} makes of the user name. */
    @Test
    void theUserNameIsTheExpiryAndThePasswordItsMac() {
        IceServer server = SECRET.forBrowser(TURN, "00000001", NOW);

        assertThat(server.urls()).isEqualTo(TURN.urls());
        assertThat(server.username()).contains("1732000000:00000001");
        assertThat(server.credential()).contains("+iG1MZkT7Rfrtd9zLJLNy51+8/8=");
    }

    @Test
    void eachBrowserGetsOneOfItsOwnThatIsFreshWhenItAsks() {
        IceServers servers = new IceServers(List.of(TURN), Optional.empty(), Optional.of(SECRET));
        Random random = new Random(1);

        IceServer first = servers.forBrowser(() -> NOW, random).get(0);
        IceServer second = servers.forBrowser(() -> NOW.plusSeconds(60), random).get(0);

        assertThat(first.username().orElseThrow()).matches("1732000000:[0-9a-f]{8}");
        assertThat(second.username().orElseThrow()).matches("1732000060:[0-9a-f]{8}");
        assertThat(first.username().orElseThrow().substring(11))
                .isNotEqualTo(second.username().orElseThrow().substring(11));
    }

    @Test
    void whatHasCredentialsOfItsOwnKeepsThem() {
        IceServer own = IceServer.turn("turn:192.0.2.1", "user", "pass");
        IceServer stun = IceServer.stun("stun:192.0.2.1");
        IceServers servers = new IceServers(List.of(own, stun, TURN), Optional.of(own), Optional.of(SECRET));

        assertThat(servers.forBrowser(() -> NOW, new Random(1))).hasSize(3).startsWith(own, stun);
        assertThat(servers.forThisSide(() -> NOW)).contains(own);
    }

    /** Started again on the next day, it can still give back what it had. */
    @Test
    void thisSideHasTheSameNameForLongAndNeverAnExpiredOne() {
        long step = Duration.ofDays(30).toSeconds();
        for (Random random = new Random(1); random.nextInt(1000) > 0; ) {
            Instant now = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
            String name = SECRET.forThisSide(TURN, now).username().orElseThrow();
            long expiry = Long.parseLong(name.substring(0, name.indexOf(':')));

            assertThat(expiry - now.getEpochSecond()).isBetween(step, 2 * step);
            assertThat(expiry % step).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "' ',  3600,  the TURN secret is blank",
        "s,    59,    'the lifetime of TURN credentials, 59 s, must be 60 to 86400 s'",
        "s,    86401, 'the lifetime of TURN credentials, 86401 s, must be 60 to 86400 s'"
    })
    void valuesAreChecked(String secret, long ttl, String message) {
        assertThatThrownBy(() -> new TurnSecret(secret, Duration.ofSeconds(ttl)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTurnServerNeedsCredentialsOrTheSecretAndTheSecretAServer() {
        IceServer half = IceServer.of(List.of("turn:192.0.2.1"), Optional.of("user"), Optional.empty());

        assertThatThrownBy(() -> new IceServers(List.of(TURN), Optional.empty(), Optional.empty()))
                .hasMessageContaining("or the secret that is shared with it");
        assertThatThrownBy(() -> new IceServers(List.of(), Optional.of(TURN), Optional.empty()))
                .hasMessageContaining("or the secret that is shared with it");
        assertThatThrownBy(() -> new IceServers(List.of(TURN, half), Optional.empty(), Optional.of(SECRET)))
                .hasMessageContaining("has no credential");
        assertThatThrownBy(() -> new IceServers(List.of(), Optional.empty(), Optional.of(SECRET)))
                .hasMessageContaining("is of no use");
    }

    @Test
    void noTextShowsTheSecret() {
        assertThat(SECRET.toString()).doesNotContain("north");
        assertThat(new IceServers(List.of(TURN), Optional.empty(), Optional.of(SECRET)).toString())
                .doesNotContain("north");
    }
}
