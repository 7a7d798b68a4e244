package io.github.natcast.examples.cli.verify;

import java.io.PrintWriter;
import java.util.List;

/** A line for each check as it runs; nothing where nobody looks. Confined to one thread. */
final class Progress {
    private final PrintWriter out;
    private final boolean isTerminal;
    private final Texts texts;

    Progress(PrintWriter out, boolean isTerminal, Texts texts) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.texts = texts;
    }

    void begins(CheckName check) {
        if (isTerminal) {
            out.print(texts.text("check." + check.word()) + " … ");
            out.flush();
        }
    }

    void ended(List<Result> results) {
        if (isTerminal) {
            String verdict =
                    results.isEmpty() ? "none" : Report.overall(results).word();
            out.println(texts.text("verdict." + verdict));
            out.flush();
        }
    }
}
