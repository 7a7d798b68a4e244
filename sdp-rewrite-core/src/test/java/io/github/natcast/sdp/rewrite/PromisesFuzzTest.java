package io.github.natcast.sdp.rewrite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Looks for a text for which a promise is broken. A normal build tries the kept inputs only
 * ({@code PromisesFuzzTestInputs}); {@code JAZZER_FUZZ=1 mvn -pl sdp-rewrite-core test -Dtest=PromisesFuzzTest}
 * searches for a minute and keeps what breaks one.
 */
class PromisesFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void promisesAreKept(byte[] text) {
        Promises.check(new String(text, StandardCharsets.ISO_8859_1));
    }
}
