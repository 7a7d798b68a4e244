package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page is readable in dark and light, by the contrast of WCAG 2.2, §1.4.3, and small. */
final class PageLooksTest {
    private static final double LEAST_CONTRAST = 4.5;
    private static final int MOST_BYTES = 60_000;
    private static final int MOST_LINES = 400;
    private static final int[] WHITE = {255, 255, 255};

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyTextStandsOutFromWhatIsBehindIt(String theme) throws IOException {
        Function<String, int[]> colours = colours(theme);
        for (String ground : List.of("ground", "card")) {
            for (String text : List.of("text", "quiet", "accent", "bad", "warn")) {
                assertContrast(text + " on " + ground, colours.apply(text), colours.apply(ground));
            }
        }
        for (String text : List.of("text", "quiet", "bad")) {
            assertContrast(text + " on the problem", colours.apply(text), colours.apply("bad-ground"));
        }
        for (String text : List.of("text", "warn")) {
            assertContrast(text + " on the notice", colours.apply(text), colours.apply("note-ground"));
        }
        assertContrast("what is written over no picture", colours.apply("on-screen"), colours.apply("screen"));
    }

    /** Whatever the picture is: a white one is the worst. */
    @Test
    void theButtonsStandOutFromAWhitePicture() throws IOException {
        String style = PageFiles.read("player.css");
        String bar = style.substring(style.indexOf("#bar {"), style.indexOf("}", style.indexOf("#bar {")));
        assertContrast("the buttons", WHITE, over(bar, WHITE));
        String words = style.substring(style.indexOf("[data-state=\"interrupted\"] #waiting,"));
        int[] behind = over(words.substring(0, words.indexOf("}")), WHITE);
        assertContrast("what is written over a picture", colours("light").apply("on-screen"), behind);
    }

    @Test
    void thePageIsSmall() throws IOException {
        int bytes = 0;
        for (Path file : PageFiles.all()) {
            if (file.endsWith("player.d.ts")) {
                continue; // no browser loads it
            }
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(Files.readAllBytes(file));
            }
            bytes += packed.size();
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @Test
    void chineseHasItsFonts() throws IOException {
        assertThat(PageFiles.read("page.css"))
                .contains("\"PingFang SC\"", "\"Microsoft YaHei\"", "\"Noto Sans CJK SC\"");
    }

    private static Function<String, int[]> colours(String theme) throws IOException {
        String style = PageFiles.read("page.css");
        Map<String, int[]> colours = new HashMap<>(variables(style, ":root {"));
        if (theme.equals("dark")) {
            colours.putAll(variables(style, ":root[data-theme=\"dark\"] {"));
        }
        return name -> Objects.requireNonNull(colours.get(name), name);
    }

    private static Map<String, int[]> variables(String style, String selector) {
        String block = style.substring(style.indexOf(selector), style.indexOf("}", style.indexOf(selector)));
        Map<String, int[]> colours = new HashMap<>();
        Pattern.compile("--([\\w-]+): #([0-9a-f]{6});").matcher(block).results().forEach(found -> {
            int rgb = Integer.parseInt(found.group(2), 16);
            colours.put(found.group(1), new int[] {rgb >> 16, (rgb >> 8) & 255, rgb & 255});
        });
        assertThat(colours).hasSizeGreaterThan(8);
        return colours;
    }

    /** A half-transparent ground, over something. */
    private static int[] over(String block, int[] under) {
        List<String> numbers = PageFiles.matches("([\\d.]+)(?=[\\s/)])", block.substring(block.indexOf("rgb(")));
        double alpha = Double.parseDouble(numbers.get(3));
        return IntStream.range(0, 3)
                .map(i -> (int) (Integer.parseInt(numbers.get(i)) * alpha + under[i] * (1 - alpha)))
                .toArray();
    }

    private static void assertContrast(String what, int[] one, int[] other) {
        double a = luminance(one);
        double b = luminance(other);
        assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).as(what).isGreaterThanOrEqualTo(LEAST_CONTRAST);
    }

    /** Relative luminance of sRGB, as WCAG 2.2 defines it. */
    private static double luminance(int[] rgb) {
        double[] linear = IntStream.of(rgb)
                .mapToDouble(value -> value / 255.0)
                .map(value -> value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4))
                .toArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
