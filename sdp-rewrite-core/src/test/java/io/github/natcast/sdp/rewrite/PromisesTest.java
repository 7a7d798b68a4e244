package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.sdp.SdpCorpus;
import io.github.natcast.sdp.SdpParseException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random rules on random texts and on the corpus. {@code -Dpromises.rules=N} tries another number of rule sets,
 * {@code -Dpromises.minutes=60} tries for that long, {@code -Dpromises.seed=N} starts elsewhere. Each prints its
 * counts, and for every promise that is broken the seeds and a case.
 */
class PromisesTest {
    private static final int RULES = Integer.getInteger("promises.rules", 20_000);
    private static final long SEED = Long.getLong("promises.seed", 0);
    private static final int CORPUS_SHARE = 10;
    private static final int BATCH = 500;

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
            LongStream.range(seed, seed + BATCH)
                    .parallel()
                    .mapToObj(each -> PromiseRun.tried(each, texts))
                    .toList()
                    .forEach(run::count);
            seed += BATCH;
        }
        System.out.println(what + ": " + run + ", seeds " + SEED + " to " + (seed - 1));
        assertThat(run.broken()).isEmpty();
        assertThat(run.changed).isGreaterThan(run.rules);
    }
}
