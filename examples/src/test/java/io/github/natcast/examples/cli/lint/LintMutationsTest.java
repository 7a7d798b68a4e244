package io.github.natcast.examples.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes: findings, or one line that says what to correct. {@code -Dlint.seeds} asks for more than the
 * usual mutations of each good set.
 */
class LintMutationsTest {
    private static final int SEEDS = Integer.getInteger("lint.seeds", 150);
    private static final List<String> PIECES = List.of(
            "\n",
            "\n\n",
            "=",
            " = ",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "\"",
            "'",
            "\"\"\"",
            "#",
            ":",
            "- ",
            ",",
            "/",
            "*a",
            "&a ",
            "<<: ",
            "|\n ",
            "\t",
            "\0",
            "\uFEFF",
            "\\",
            "${A}",
            "{{",
            "}}",
            "..",
            "-",
            "99999999999999999999",
            "-1",
            "0",
            "65536",
            "65535",
            "1-65535",
            "true",
            "null",
            "~",
            "1e999",
            "::1",
            "0.0.0.0",
            "localPort",
            "services:\n",
            "[common]\n",
            "range:",
            "proxies",
            "includes",
            "transport.",
            "?",
            "\u00e9",
            "\ud83d\ude00",
            "%",
            "!",
            "!!binary x");

    static Stream<FileSet> sets() {
        return FileSet.good();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void saysFindingsOrOneLine(FileSet good) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(good.name().hashCode() * 31L + seed);
            Map<String, String> files = new TreeMap<>(good.files());
            List<String> names = List.copyOf(files.keySet());
            String name = names.get(random.nextInt(names.size()));
            files.put(name, mutated(Objects.requireNonNull(files.get(name)), random));
            FileSet set = new FileSet(good.name() + " with seed " + seed, good.deployment(), files);
            try {
                List<LintFinding> findings = set.examine(Locale.ENGLISH);
                assertThat(findings).as(set.name()).isSorted().allSatisfy(finding -> {
                    assertThat(finding.place().line()).isPositive();
                    assertThat(finding.place().column()).isPositive();
                    assertThat(finding.sentence() + finding.fix()).doesNotContainPattern("\\p{Cntrl}");
                });
            } catch (UserException e) {
                assertThat(e.getMessage()).as(set.name()).startsWith(name).doesNotContain("\n");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(set.name() + ":\n" + files.get(name), e);
            }
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            int from = random.nextInt(out.length() + 1);
            int to = Math.min(out.length(), from + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> out.delete(from, to);
                case 1 -> out.insert(from, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> out.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> out.insert(random.nextInt(out.length() + 1), out.substring(from));
                case 4 ->
                    out.insert(from, PIECES.get(random.nextInt(PIECES.size())).repeat(random.nextInt(300)));
                default -> {
                    byte[] bytes = new byte[random.nextInt(20)];
                    random.nextBytes(bytes);
                    out.insert(from, new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
        return out.toString();
    }
}
