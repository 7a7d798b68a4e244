package io.github.natcast.sdp.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts what random rule sets did to {@link Promises}. What breaks one is shortened and printed as a case for
 * {@code src/test/resources/rewriting}. Confined to one thread, but for {@link #tried}.
 */
final class PromiseRun {
    static final int TEXTS = 6;
    private static final int MORE_EVERY = 16;
    private static final int SHOWN_OF_EACH = 2;

    /** Rule sets tried so far, refused ones not counted. */
    int rules;

    /** Sets with a rule that can never decide. */
    int refused;

    /** Texts that a rule set changed. */
    int changed;

    private final Map<String, List<Tried>> broken = new TreeMap<>();

    /**
     * What came of one rule set. Immutable.
     *
     * @param lines of the rule set
     * @param promise that was broken, with {@code text}; null when all were kept
     */
    record Tried(
            long seed,
            boolean refused,
            int changed,
            List<String> lines,
            @Nullable String promise,
            String text) {}

    /** Tries one rule set on as many texts as {@link #TEXTS}, which {@code texts} makes. For any thread. */
    static Tried tried(long seed, Function<Random, String> texts) {
        // Random begins alike for seeds that are neighbours.
        Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        List<String> lines = new RandomRules(random).lines();
        SdpRewriter rewriter = build(lines);
        int changed = 0;
        for (int i = 0; rewriter != null && i < TEXTS; i++) {
            String text = texts.apply(random);
            String promise = broken(rewriter, lines, text, seed % MORE_EVERY == 0);
            if (promise != null) {
                return new Tried(seed, false, changed, lines, promise, text);
            }
            changed += rewriter.rewriteText(text).equals(text) ? 0 : 1;
        }
        return new Tried(seed, rewriter == null, changed, lines, null, "");
    }

    void count(Tried tried) {
        rules += tried.refused ? 0 : 1;
        refused += tried.refused ? 1 : 0;
        changed += tried.changed;
        if (tried.promise != null) {
            broken.computeIfAbsent(tried.promise, promise -> new ArrayList<>()).add(tried);
        }
    }

    /**
     * How often each promise was broken, with the seeds, and a case for the first ones of each; empty when none was.
     */
    String broken() {
        StringBuilder out = new StringBuilder();
        broken.forEach((promise, all) -> {
            out.append(promise).append(": broken by ").append(all.size()).append(" rule sets, seeds ");
            out.append(all.stream().map(each -> Long.toString(each.seed)).collect(Collectors.joining(", ")));
            for (Tried each : all.subList(0, Math.min(all.size(), SHOWN_OF_EACH))) {
                out.append("\n\nseed ").append(each.seed).append('\n');
                out.append(shortest(each.lines, each.text, promise));
            }
            out.append("\n\n");
        });
        return out.toString();
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
                "%,d rule sets × %d texts: %s (%,d texts changed, %,d sets refused)",
                rules,
                TEXTS,
                broken.isEmpty() ? "every promise kept" : "broken promises: " + broken.keySet(),
                changed,
                refused);
    }
}
