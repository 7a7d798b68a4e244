package io.github.natcast.streamer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One parser of what strangers send, and what it promises whatever they send. A build tries the kept inputs
 * ({@code src/test/resources/fuzz}) and the same few thousand mutations of them, and counts what they allocate;
 * {@code .ci/fuzz} has Jazzer search for more through the static method {@code fuzzerTestOneInput} that each target
 * has.
 *
 * <p>A target gets the function that it tests as a parameter, so that a planted fault shows whether its checks find
 * one. Such faults are as rare as real ones: no kept input meets them.
 */
@Timeout(300)
public abstract class FuzzTargetTest {
    private static final int MUTATIONS = 4_000;
    private static final int WARM_UP = 100;
    private static final int MOST_RUNS_TO_A_FAULT = 100_000;

    /** Checks the real function with these bytes, which it may change; throws {@link AssertionError} or anything. */
    protected abstract void check(byte[] input);

    /** Checks a function with a fault that few inputs meet. */
    protected abstract void checkFaulty(byte[] input);

    /** What a check may allocate for an input of this many bytes, in bytes: its own fixtures, and a multiple of it. */
    protected long mostAllocated(int length) {
        return (128 << 10) + 400L * length;
    }

    @Test
    protected void keptInputsBreakNoPromise() {
        List<byte[]> corpus = Corpus.read(getClass());
        assertThat(corpus).isNotEmpty();
        corpus.forEach(input -> run(this::check, input));
    }

    @Test
    protected void mutationsBreakNoPromise() {
        Mutations mutations = new Mutations(Corpus.read(getClass()), new Random(1));
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] input = mutations.next();
            long bytes = Allocations.of(() -> run(this::check, input));
            // The first ones load classes.
            if (i > WARM_UP && bytes > mostAllocated(input.length)) {
                throw new AssertionError(bytes + " bytes were allocated for input " + Corpus.line(input));
            }
        }
    }

    @Test
    protected void aPlantedFaultIsFound() {
        List<byte[]> corpus = Corpus.read(getClass());
        corpus.forEach(input -> run(this::checkFaulty, input));
        Mutations mutations = new Mutations(corpus, new Random(1));
        for (int i = 0; i < MOST_RUNS_TO_A_FAULT; i++) {
            byte[] input = mutations.next();
            try {
                checkFaulty(input.clone());
            } catch (Throwable found) {
                run(this::check, input);
                return;
            }
        }
        throw new AssertionError("the planted fault was not met in " + MOST_RUNS_TO_A_FAULT + " runs");
    }

    private static void run(Consumer<byte[]> check, byte[] input) {
        try {
            check.accept(input.clone());
        } catch (Throwable broken) {
            throw new AssertionError("input " + Corpus.line(input), broken);
        }
    }
}
