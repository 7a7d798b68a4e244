package io.github.natcast.examples.cli.manual;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Writes a page in the macros of man(7). One owner. */
final class Roff {
    private final StringBuilder page = new StringBuilder();
    /** Whether the page ends with a section's title. */
    private boolean titled;

    /**
     * @param name of the page, such as {@code natcast-serve}
     * @param date of the program
     * @param source the program and its version
     */
    Roff(String name, LocalDate date, String source) {
        // The date's hyphens are no text: mandoc reads it.
        String quoted = '"' + text(source) + '"';
        page.append(".TH \"")
                .append(text(name.toUpperCase(Locale.ROOT)))
                .append("\" \"1\" \"")
                .append(date);
        page.append("\" ").append(quoted).append(' ').append(quoted).append('\n');
    }

    void section(String title) {
        page.append(".SH \"").append(text(title)).append("\"\n");
        titled = true;
    }

    void paragraph(String text) {
        separate();
        page.append(text(text)).append('\n');
    }

    /** A term in bold, and what it means. */
    void term(String term, List<String> meaning) {
        titled = false;
        page.append(".TP\n.B ").append(text(term)).append('\n');
        meaning.forEach(line -> page.append(text(line)).append('\n'));
    }

    /** The page's name and what it is about, in the form that {@code apropos} reads. */
    void name(String name, String purpose) {
        section("NAME");
        page.append(text(name)).append(" \\- ").append(text(purpose)).append('\n');
    }

    void bold(String text) {
        page.append(".B ").append(text(text)).append('\n');
    }

    /** Lines as they are. */
    void verbatim(List<String> lines) {
        separate();
        page.append(".nf\n");
        lines.forEach(line -> page.append(text(line)).append('\n'));
        page.append(".fi\n");
    }

    /** Other pages, in section 1. */
    void seeAlso(List<String> pages) {
        section("SEE ALSO");
        for (int i = 0; i < pages.size(); i++) {
            String comma = i + 1 < pages.size() ? "," : "";
            page.append(".BR ")
                    .append(text(pages.get(i)))
                    .append(" (1)")
                    .append(comma)
                    .append('\n');
        }
    }

    /** From what stands before, unless that is the section's title. */
    private void separate() {
        if (!titled) {
            page.append(".PP\n");
        }
        titled = false;
    }

    /** Hyphens stay hyphens that can be copied, and no line is taken for a request. */
    private static String text(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
