package io.github.natcast.sdp.rewrite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Looks for bytes and rules for which the form of a result is broken; what it means, {@link PromisesTest} holds for
 * texts that look like SDP. The bytes are the text, and their checksum is the seed of the rules. A normal build tries
 * the kept inputs only ({@code PromisesFuzzTestInputs}); {@code JAZZER_FUZZ=1 mvn -pl sdp-rewrite-core test
 * -Dtest=PromisesFuzzTest} searches for a minute and keeps what breaks one.
 */
class PromisesFuzzTest {
    private static final int MOST_TRIES = 20;

    @FuzzTest(maxDuration = "60s")
    void promisesAreKept(byte[] bytes) {
        CRC32 seed = new CRC32();
        seed.update(bytes);
        RandomRules rules = new RandomRules(new Random(seed.getValue()));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < MOST_TRIES; i++) {
            List<String> lines = rules.lines();
            SdpRewriter rewriter = PromiseRun.build(lines);
            if (rewriter != null) {
                Promises.checkForm(rewriter, text);
                RewriteResult result = rewriter.rewrite(text);
                Promises.same("the report outlives JSON", result, RewriteResult.fromJson(result.toJson()));
                result.masked();
                return;
            }
        }
    }
}
