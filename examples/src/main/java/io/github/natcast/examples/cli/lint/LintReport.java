package io.github.natcast.examples.cli.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.examples.cli.console.Wrapping;
import io.github.natcast.sdp.diagnose.Severity;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** Findings for people and for programs. */
final class LintReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private final ColorScheme colors;
    private final boolean chinese;

    LintReport(ColorScheme colors, boolean chinese) {
        this.colors = colors;
        this.chinese = chinese;
    }

    /** A block for each finding, whose first line editors can jump from, and a line that counts them. */
    String text(List<LintFinding> findings) {
        StringBuilder out = new StringBuilder();
        for (LintFinding finding : findings) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            out.append(finding.place()).append(": ");
            out.append(styled(severity, style(finding.severity()))).append("  ");
            out.append(styled(finding.code().wireCode(), Style.bold)).append('\n');
            Wrapping.append(out, INDENT, finding.sentence(), WIDTH);
            Wrapping.append(out, INDENT + (chinese ? "处理：" : "Fix: "), finding.fix(), WIDTH);
            out.append('\n');
        }
        return out.append(summary(findings)).append('\n').toString();
    }

    private String summary(List<LintFinding> findings) {
        long errors = count(findings, Severity.ERROR);
        long warnings = count(findings, Severity.WARNING);
        if (findings.isEmpty()) {
            return chinese ? "未发现问题。" : "Nothing found.";
        }
        return chinese
                ? errors + " 个错误，" + warnings + " 个警告。"
                : errors
                        + (errors == 1 ? " error, " : " errors, ")
                        + warnings
                        + (warnings == 1 ? " warning." : " warnings.");
    }

    private static long count(List<LintFinding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static IStyle style(Severity severity) {
        return severity == Severity.ERROR ? Style.fg_red : Style.fg_yellow;
    }

    private String styled(String text, IStyle style) {
        return colors.ansi().enabled() ? style.on() + text + style.off() : text;
    }

    /** {@code {"errors": n, "warnings": n, "findings": [...]}}, as the doctor has it. */
    static String json(List<LintFinding> findings) throws JsonProcessingException {
        ObjectNode report = JSON.createObjectNode();
        report.put("errors", count(findings, Severity.ERROR));
        report.put("warnings", count(findings, Severity.WARNING));
        ArrayNode array = report.putArray("findings");
        for (LintFinding finding : findings) {
            ObjectNode node = array.addObject();
            node.put("code", finding.code().wireCode());
            node.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            node.put("file", finding.place().file());
            node.put("line", finding.place().line());
            node.put("column", finding.place().column());
            node.put("sentence", finding.sentence());
            node.put("fix", finding.fix());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }
}
