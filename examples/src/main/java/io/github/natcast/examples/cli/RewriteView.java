package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.FileTrouble;
import io.github.natcast.examples.cli.console.LanguageOption;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.rewrite.RewriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** In which form results appear, and where. */
final class RewriteView {
    @Option(names = "--out", paramLabel = "DIR", description = "Write each result to DIR under the same file name.")
    private @Nullable Path out;

    @Option(
            names = "--report",
            description = "Print what became of each line, and what private addresses are left, as JSON, instead of the"
                    + " SDP; with --out, both are made.")
    private boolean report;

    @Option(
            names = "--diff",
            description = "Print the changes, with their reasons, as a unified diff, instead of the SDP; with --out,"
                    + " both are made.")
    private boolean diff;

    @Option(
            names = "--mask",
            description = "Hide addresses, names, keys and passwords in whatever is printed or written, so that it can"
                    + " be shown to others. Equal addresses get equal names.")
    private boolean mask;

    @Mixin
    private LanguageOption language;

    /** That so many private addresses are left. */
    String left(int count) {
        if (language.isChinese()) {
            return "结果中仍有 " + count + " 个私有地址；--report 在 \"privateLeft\" 中列出每个地址所在的行和原因";
        }
        return count + (count == 1 ? " private address is" : " private addresses are")
                + " still told; --report lists them under \"privateLeft\", each with its line and reason";
    }

    boolean masks() {
        return mask;
    }

    @Nullable
    Path folder() {
        return out;
    }

    void check() throws UserException {
        if (report && diff) {
            throw new UserException("--report and --diff are two forms of one output; give one of them");
        }
        if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
            throw new UserException("--out " + out + ": " + out.getFileName()
                    + " is a file, not a folder; results get the" + " names of their inputs, in a folder");
        }
    }

    /** Whether several results can be told apart on standard output. */
    boolean namesFiles() {
        return report || diff;
    }

    /** Writes the result if there is a folder for it. */
    void write(Path name, RewriteResult result) throws UserException {
        if (out == null) {
            return;
        }
        Path target = out.resolve(name);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.write(target, shown(result).sdp().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UserException("cannot write " + target + ": " + FileTrouble.reason(e), e);
        }
    }

    /** What to print, with one character for each byte; empty when the result goes to a folder only. */
    String print(String name, String original, RewriteResult result) throws IOException {
        if (report) {
            return RewriteReport.json(name, shown(result), language.locale());
        }
        if (diff) {
            return RewriteDiff.of(name, original, shown(result), language.locale());
        }
        return out == null ? shown(result).sdp() : "";
    }

    private RewriteResult shown(RewriteResult result) {
        return mask ? result.masked() : result;
    }
}
