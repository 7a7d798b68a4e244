package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JavacppLimitsTest {
    private static final String RESIDENT = "org.bytedeco.javacpp.maxPhysicalBytes";
    private final Properties before = (Properties) System.getProperties().clone();

    @BeforeEach
    void nothingIsSet() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith("org.bytedeco.javacpp.max"));
    }

    @AfterEach
    void asBefore() {
        System.setProperties(before);
    }

    @Test
    void bothLimitsAreSetOff() {
        JavacppLimits.setOff();

        assertThat(System.getProperty(RESIDENT)).isEqualTo("0");
        assertThat(System.getProperty("org.bytedeco.javacpp.maxBytes")).isEqualTo("0");
    }

    @Test
    void whatTheUserHasSetStaysInEitherSpelling() {
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "2g");
        System.setProperty("org.bytedeco.javacpp.maxBytes", "1g");
        JavacppLimits.setOff();

        assertThat(System.getProperty(RESIDENT)).isNull();
        assertThat(System.getProperty("org.bytedeco.javacpp.maxBytes")).isEqualTo("1g");
        assertThat(JavacppLimits.missed(2L << 30, null)).isEmpty();
    }

    @Test
    void aProgramThatLoadedJavacppBeforeIsToldWhatToDo() {
        assertThat(JavacppLimits.missed(300L << 20, "0").orElseThrow())
                .contains("300 MiB", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
        assertThat(JavacppLimits.missed(0, "0")).isEmpty();
    }
}
