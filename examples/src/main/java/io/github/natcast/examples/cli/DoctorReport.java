package io.github.natcast.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.examples.cli.console.Wrapping;
import io.github.natcast.sdp.diagnose.DescriptionLine;
import io.github.natcast.sdp.diagnose.DescriptionRole;
import io.github.natcast.sdp.diagnose.Finding;
import io.github.natcast.sdp.diagnose.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** Findings for people and for programs. */
final class DoctorReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private final ColorScheme colors;
    private final boolean chinese;

    /**
     * @param colors decides whether there are any; without a terminal there are none
     * @param locale of the findings
     */
    DoctorReport(ColorScheme colors, Locale locale) {
        this.colors = colors;
        this.chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    /**
     * A block for each finding, and a line that counts them.
     *
     * @param offer the file that findings point into
     * @param answer the file that findings point into
     */
    String text(List<Finding> findings, @Nullable Path offer, @Nullable Path answer) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : findings) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            out.append(styled(severity, style(finding.severity()))).append("  ");
            out.append(styled(finding.code().wireCode(), Style.bold)).append('\n');
            finding.line().ifPresent(line -> {
                Path file = line.description() == DescriptionRole.OFFER ? offer : answer;
                String place = (file == null ? line.description().word() : file) + ":" + line.number();
                out.append(INDENT)
                        .append(place)
                        .append(": ")
                        .append(line.text())
                        .append('\n');
            });
            Wrapping.append(out, INDENT, finding.sentence(), WIDTH);
            Wrapping.append(out, INDENT + (chinese ? "处理：" : "Fix: "), finding.fix(), WIDTH);
            out.append('\n');
        }
        return out.append(summary(findings)).append('\n').toString();
    }

    private String summary(List<Finding> findings) {
        if (findings.isEmpty()) {
            return chinese ? "未发现问题。" : "Nothing found.";
        }
        if (chinese) {
            return count(findings, Severity.ERROR) + " 个错误，" + count(findings, Severity.WARNING) + " 个警告，"
                    + count(findings, Severity.INFO) + " 条提示。";
        }
        return count(findings, Severity.ERROR, "error") + ", " + count(findings, Severity.WARNING, "warning") + ", "
                + count(findings, Severity.INFO, "note") + ".";
    }

    private static String count(List<Finding> findings, Severity severity, String word) {
        long count = count(findings, severity);
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static IStyle style(Severity severity) {
        return switch (severity) {
            case ERROR -> Style.fg_red;
            case WARNING -> Style.fg_yellow;
            case INFO -> Style.fg_cyan;
        };
    }

    private String styled(String text, IStyle style) {
        return colors.ansi().enabled() ? style.on() + text + style.off() : text;
    }

    /** {@code {"errors": n, "warnings": n, "findings": [...]}}. */
    static String json(List<Finding> findings) throws JsonProcessingException {
        ObjectNode report = JSON.createObjectNode();
        report.put("errors", count(findings, Severity.ERROR));
        report.put("warnings", count(findings, Severity.WARNING));
        ArrayNode array = report.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode node = array.addObject();
            node.put("code", finding.code().wireCode());
            node.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            finding.line().ifPresent(line -> putLine(node, line));
            node.put("sentence", finding.sentence());
            node.put("fix", finding.fix());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static void putLine(ObjectNode node, DescriptionLine line) {
        node.put("description", line.description().word());
        node.put("line", line.number());
        node.put("text", line.text());
    }
}
