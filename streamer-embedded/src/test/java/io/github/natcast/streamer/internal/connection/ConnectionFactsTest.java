package io.github.natcast.streamer.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.ViewerState;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionFactsTest {
    private static final ConnectionLimits LIMITS = ConnectionLimits.ofDefaults();

    /** Seconds on a clock that is about to overflow, as {@link System#nanoTime()} may be. */
    private static long at(double seconds) {
        return Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(10) + (long) (seconds * 1e9);
    }

    private static ConnectionFacts facts(boolean checked, boolean pathValid, boolean secured) {
        ConnectionFacts facts = new ConnectionFacts(at(0));
        facts.checked = checked;
        facts.checkedNanos = at(1);
        facts.pathValid = pathValid;
        facts.consentNanos = at(2);
        facts.secured = secured;
        return facts;
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false,  3, NEW,          ,                10",
        "false, false, false, 10, NEW,          NO_CHECK,        10",
        "true,  false, false,  3, CONNECTING,   ,                21",
        "true,  false, false, 21, CONNECTING,   NOT_SECURED,     21",
        "true,  true,  false,  3, CONNECTING,   ,                10",
        "true,  true,  false, 21, DISCONNECTED, NOT_SECURED,     21",
        "true,  true,  true,   3, CONNECTED,    ,                10",
        "true,  true,  true,  10, DISCONNECTED, ,                10.5",
        "true,  true,  true,  31.8, DISCONNECTED, ,              32",
        "true,  true,  true,  32, DISCONNECTED, CONSENT_EXPIRED, 32",
    })
    void stateExpiryAndDeadlineFollowFromFactsAndTime(
            boolean checked,
            boolean pathValid,
            boolean secured,
            double now,
            ViewerState state,
            ConnectionEnd.Cause expired,
            double deadline) {
        ConnectionFacts facts = facts(checked, pathValid, secured);

        assertThat(facts.state(LIMITS, at(now))).isEqualTo(state);
        assertThat(facts.expired(LIMITS, at(now))).isEqualTo(expired);
        assertThat(facts.nextDeadlineNanos(LIMITS, at(now)) - at(deadline)).isZero();
    }

    @Test
    void everyEndIsClosedOrFailed() {
        for (ConnectionEnd.Cause cause : ConnectionEnd.Cause.values()) {
            ConnectionFacts facts = facts(true, true, true);
            facts.end = new ConnectionEnd(cause, "because");
            assertThat(facts.state(LIMITS, at(3)))
                    .isEqualTo(cause.isFailure() ? ViewerState.FAILED : ViewerState.CLOSED);
        }
    }

    @Test
    void limitsNameWhatIsWrong() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new ConnectionLimits(second, second, second, Duration.ofSeconds(31)))
                .hasMessageContaining("PT31S is longer than the 30 s of RFC 7675");
        assertThatThrownBy(() -> new ConnectionLimits(Duration.ZERO, second, second, second))
                .hasMessageContaining("firstCheck PT0S is not positive");
        assertThatThrownBy(() -> new ConnectionLimits(second, second, second, second))
                .hasMessageContaining("not shorter than consent");
    }
}
