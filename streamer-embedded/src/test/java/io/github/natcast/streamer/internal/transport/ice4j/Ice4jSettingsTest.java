package io.github.natcast.streamer.internal.transport.ice4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ice4jSettingsTest {

    /** At INFO there are passwords, at WARNING stack traces of sessions that have just ended. */
    @ParameterizedTest
    @ValueSource(strings = {"org.ice4j", "org.ice4j.ice.Agent", "org.jitsi.srtp", "JitsiConfig"})
    void librariesLogOnlyWhatIsSevere(String logger) {
        Ice4jSettings.apply();
        System.gc(); // java.util.logging forgets the levels of loggers that nobody holds

        assertThat(Logger.getLogger(logger).isLoggable(Level.SEVERE)).isTrue();
        assertThat(Logger.getLogger(logger).isLoggable(Level.WARNING)).isFalse();
    }
}
