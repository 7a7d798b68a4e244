package io.github.natcast.streamer.internal.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {
    private static final String NONE = new JWKSet().toString();

    private final AtomicLong nanoTime = new AtomicLong(-9);
    private int fetched;
    private boolean failing;
    private final FetchedKeys keys = new FetchedKeys(this::fetch, "the test", nanoTime::get);

    private String fetch() throws IOException {
        fetched++;
        if (failing) {
            throw new IOException("away");
        }
        return NONE;
    }

    private void later(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void areFetchedOnceInTenMinutes() throws Exception {
        for (int i = 0; i < 100; i++) {
            keys.keys(Optional.empty());
        }
        assertThat(fetched).isEqualTo(1);
        later(Duration.ofMinutes(10));
        keys.keys(Optional.empty());
        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void areFetchedForUnknownKeysTwiceAMinuteAtMost() throws Exception {
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 100; i++) {
                keys.keys(Optional.of("key " + i));
            }
            later(Duration.ofSeconds(1));
        }
        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void countForADayWhileTheServerIsAway() throws Exception {
        keys.keys(Optional.empty());
        failing = true;
        later(Duration.ofHours(23));
        keys.keys(Optional.empty());
        later(Duration.ofHours(2));
        assertThatThrownBy(() -> keys.keys(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the test");
        failing = false;
        later(Duration.ofSeconds(30));
        keys.keys(Optional.empty());
    }

    @Test
    void areNotAskedForAllTheTimeWhenTheyNeverCame() {
        failing = true;
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> keys.keys(Optional.empty())).isInstanceOf(IOException.class);
        }
        assertThat(fetched).isEqualTo(1);
    }
}
