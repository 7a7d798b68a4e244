package io.github.natcast.sdp.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@link Promises} for one random rule set after the other. What breaks one is shortened and printed as a case
 * for {@code src/test/resources/rewriting}. Confined to one test.
 */
final class PromiseRun {
    static final int TEXTS = 6;
    private static final int MORE_EVERY = 16;

    /** Rule sets tried so far, refused ones not counted. */
    int rules;

    /** Sets with a rule that can never decide. */
    int refused;

    /** Texts that a rule set changed. */
    int changed;

    /** Checks one rule set on as many texts as {@link #TEXTS}, which {@code texts} makes. */
    void check(long seed, Function<Random, String> texts) {
        // Random begins alike for seeds that are neighbours.
        Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        List<String> lines = new RandomRules(random).lines();
        SdpRewriter rewriter = build(lines);
        if (rewriter == null) {
            refused++;
            return;
        }
        boolean more = rules++ % MORE_EVERY == 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.apply(random);
            changed += rewriter.rewriteText(text).equals(text) ? 0 : 1;
            String broken = broken(rewriter, lines, text, more);
            if (broken != null) {
                throw new AssertionError("seed " + seed + " breaks a promise:\n" + shortest(lines, text, broken));
            }
        }
    }

    /** The promise that is broken; null when all are kept. */
    static @Nullable String broken(SdpRewriter rewriter, List<String> lines, String text, boolean more) {
        try {
            check(rewriter, lines, text, more);
            return null;
        } catch (Promises.Broken broken) {
            return broken.promise;
        } catch (RuntimeException | StackOverflowError thrown) {
            return thrown.getClass().getName();
        }
    }

    static void check(SdpRewriter rewriter, List<String> lines, String text, boolean more) {
        Promises.check(rewriter, text);
        if (more) {
            // A lone candidate does not say its section, and gets no injected candidates.
            boolean sectionsMatter =
                    lines.stream().anyMatch(line -> line.contains("kind=") || line.startsWith("inject"));
            Promises.checkMore(rewriter, sectionsMatter, text);
        }
    }

    static @Nullable SdpRewriter build(List<String> lines) {
        try {
            return GoldenConfig.rewriter(lines);
        } catch (IllegalArgumentException canNeverDecide) {
            return null;
        }
    }

    /** Leaves out what is not needed to break the same promise: instructions, then words, then lines of the text. */
    static String shortest(List<String> lines, String text, String promise) {
        List<String> rules = shorter(lines, shorter -> breaks(shorter, text, promise));
        for (int i = 0; i < rules.size(); i++) {
            int at = i;
            List<String> words = shorter(List.of(rules.get(i).split(" ", -1)), shorter -> {
                List<String> changed = new ArrayList<>(rules);
                changed.set(at, String.join(" ", shorter));
                return breaks(changed, text, promise);
            });
            rules.set(i, String.join(" ", words));
        }
        List<String> parts = shorter(
                List.of(text.split("(?<=\n)|(?<=\r)(?!\n)", -1)),
                shorter -> breaks(rules, String.join("", shorter), promise));
        String shortest = String.join("", parts);
        return "== rewriter\n" + String.join("\n", rules) + "\n== local\n" + visible(shortest) + "\n"
                + explain(rules, shortest);
    }

    private static String explain(List<String> lines, String text) {
        try {
            SdpRewriter rewriter = GoldenConfig.rewriter(lines);
            check(rewriter, lines, text, true);
            return "";
        } catch (AssertionError | RuntimeException broken) {
            return visible(String.valueOf(broken.getMessage())) + " ("
                    + broken.getClass().getSimpleName() + ")";
        }
    }

    private static boolean breaks(List<String> lines, String text, String promise) {
        try {
            SdpRewriter rewriter = build(lines);
            return rewriter != null && promise.equals(broken(rewriter, lines, text, true));
        } catch (RuntimeException notARule) {
            return false;
        }
    }

    private static List<String> shorter(List<String> all, Function<List<String>, Boolean> stillBreaks) {
        List<String> now = new ArrayList<>(all);
        for (int i = now.size() - 1; i >= 0; i--) {
            List<String> less = new ArrayList<>(now);
            less.remove(i);
            if (stillBreaks.apply(less)) {
                now = less;
            }
        }
        return now;
    }

    private static String visible(String text) {
        return text.replace("\r\n", "\n")
                .replace("\r", "\\r\n")
                .replace("\uFEFF", "\\uFEFF")
                .replace("\u0000", "\\0");
    }

    @Override
    public String toString() {
        return String.format(
                "%,d rule sets × %d texts: every promise kept (%,d texts changed, %,d sets refused)",
                rules, TEXTS, changed, refused);
    }
}
