package io.github.natcast.examples.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.examples.cli.console.Wrapping;
import java.util.List;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** Results for people and for programs. */
final class Report {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private final Texts texts;
    private final ColorScheme colors;

    /** @param colors decides whether there are any */
    Report(Texts texts, ColorScheme colors) {
        this.texts = texts;
        this.colors = colors;
    }

    /** What they come to: one failure is a failure. */
    static Verdict overall(List<Result> results) {
        if (results.stream().anyMatch(result -> result.verdict() == Verdict.FAILS)) {
            return Verdict.FAILS;
        }
        boolean unknown = results.stream().anyMatch(result -> result.verdict() == Verdict.UNKNOWN);
        return unknown ? Verdict.UNKNOWN : Verdict.HOLDS;
    }

    /** A block for each result, and a line that counts them. */
    String text(List<Result> results) {
        StringBuilder out = new StringBuilder();
        for (Result result : results) {
            String verdict = texts.text("verdict." + result.verdict().word());
            out.append(colors.apply(verdict, List.<IStyle>of(style(result.verdict()))))
                    .append("  ")
                    .append(colors.apply(result.check().word(), List.<IStyle>of(Style.bold)))
                    .append("  ")
                    .append(result.subject())
                    .append('\n');
            wrap(out, "", texts.text(result.reason()));
            result.fix().ifPresent(fix -> wrap(out, texts.text("word.fix"), texts.text(fix)));
        }
        return out.append(texts.text(
                        "count",
                        count(results, Verdict.HOLDS),
                        count(results, Verdict.FAILS),
                        count(results, Verdict.UNKNOWN)))
                .append('\n')
                .toString();
    }

    private static IStyle style(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> Style.fg_green;
            case FAILS -> Style.fg_red;
            case UNKNOWN -> Style.fg_yellow;
        };
    }

    private static long count(List<Result> results, Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    private static void wrap(StringBuilder out, String label, String text) {
        for (String line : Wrapping.lines(label + text, WIDTH - INDENT.length())) {
            out.append(INDENT).append(line).append('\n');
        }
    }

    /** An object with the overall verdict and the results. */
    String json(List<Result> results) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("verdict", overall(results).word());
        ArrayNode list = root.putArray("results");
        for (Result result : results) {
            ObjectNode entry = list.addObject();
            entry.put("check", result.check().word());
            entry.put("subject", result.subject());
            entry.put("verdict", result.verdict().word());
            entry.put("reason", texts.text(result.reason()));
            result.fix().ifPresent(fix -> entry.put("fix", texts.text(fix)));
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
