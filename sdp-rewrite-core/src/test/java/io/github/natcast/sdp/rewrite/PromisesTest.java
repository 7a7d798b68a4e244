package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.sdp.SdpCorpus;
import io.github.natcast.sdp.SdpParseException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random rules on random texts and on the corpus. {@code -Dpromises.rules=N} tries another number of rule sets,
 * {@code -Dpromises.minutes=60} tries for that long, {@code -Dpromises.seed=N} starts elsewhere; each prints its
 * counts.
 */
class PromisesTest {
    private static final int RULES = Integer.getInteger("promises.rules", 15_000);
    private static final long SEED = Long.getLong("promises.seed", 0);
    private static final int CORPUS_SHARE = 10;

    @Test
    void areKeptForRandomRulesAndTexts() {
        run("random texts", RULES, random -> new SdpGenerator(random.nextLong()).description());
    }

    @Test
    void areKeptForRandomRulesAndTheCorpus() {
        List<String> corpus = SdpCorpus.files().stream().map(SdpCorpus::read).toList();
        run("corpus", RULES / CORPUS_SHARE, random -> corpus.get(random.nextInt(corpus.size())));
    }

    @Test
    void refusesOnlyTextsOverTheLimit() {
        SdpRewriter small = SdpRewriter.builder().maxLength(10).build();

        assertThat(small.rewriteText("v=0\r\ns=-\r\n")).isEqualTo("v=0\r\ns=-\r\n");
        assertThatThrownBy(() -> small.rewriteText("v=0\r\ns=--\r\n"))
                .isInstanceOf(SdpParseException.class)
                .hasMessageContaining("11")
                .hasMessageContaining("10");
    }

    private static void run(String what, int rules, Function<Random, String> texts) {
        PromiseRun run = new PromiseRun();
        Long minutes = Long.getLong("promises.minutes");
        long start = System.nanoTime();
        long seed = SEED;
        while (minutes == null
                ? run.rules < rules
                : System.nanoTime() - start < TimeUnit.MINUTES.toNanos(minutes) / 2) {
            run.check(seed++, texts);
        }
        assertThat(run.changed).isGreaterThan(run.rules);
        System.out.println(what + ": " + run + ", seeds " + SEED + " to " + (seed - 1));
    }
}
