package io.github.natcast.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IceServerTest {
    @ParameterizedTest
    @CsvSource({
        "stun:192.0.2.1,,,",
        "turn:192.0.2.1, vtuser, vtpass,",
        "turn:192.0.2.1,, vtpass, username",
        "turn:192.0.2.1, ' ', vtpass, username",
        "turn:192.0.2.1, vtuser,, credential",
        "TURNS:turn.example.org, vtuser,, credential"
    })
    void knowsWhatATurnServerLacks(String url, String username, String credential, String missing) {
        IceServer server = IceServer.of(List.of(url), Optional.ofNullable(username), Optional.ofNullable(credential));

        assertThat(server.missingCredential()).isEqualTo(Optional.ofNullable(missing));
        if (missing == null) {
            assertThat(server.requireCredentials()).isSameAs(server);
        } else {
            assertThatThrownBy(server::requireCredentials)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(url, "has no " + missing, "give username and credential");
        }
    }

    @Test
    void knowsTheSchemeThatABrowserRefuses() {
        IceServer both = IceServer.stun("stun:192.0.2.1", "STUNS:192.0.2.1");

        assertThat(both.unknownToBrowsers()).containsExactly(IceServerUrl.parse("STUNS:192.0.2.1"));
        assertThatThrownBy(both::requireKnownSchemes)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"STUNS:192.0.2.1\"", "Firefox", "write a stun: URL");
        IceServer known = IceServer.stun("stun:192.0.2.1", "turns:192.0.2.1");
        assertThat(known.requireKnownSchemes()).isSameAs(known);
    }

    @Test
    void hidesCredentials() {
        assertThat(IceServer.turn("turn:192.0.2.1", "vtuser", "vtpass")).hasToString("IceServer[turn:192.0.2.1]");
    }

    @Test
    void refusesAPortThatCannotBeAndNamesTheUrl() {
        assertThatThrownBy(() -> IceServer.stun("stun:192.0.2.1:70000"))
                .hasMessage("the port of \"stun:192.0.2.1:70000\" must be 1 to 65535 but is 70000");
    }
}
