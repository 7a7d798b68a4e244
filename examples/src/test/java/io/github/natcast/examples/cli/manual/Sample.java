package io.github.natcast.examples.cli.manual;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A program with what is hard to write: quotes, brackets, hyphens, points, backslashes. */
@Command(
        name = "tool",
        description = "Does a lot.",
        subcommands = {Sample.Copy.class, CommandLine.HelpCommand.class})
final class Sample {
    static CommandSpec spec() {
        return new CommandLine(new Sample()).getCommandSpec();
    }

    /** Of a transport. */
    enum Way {
        UDP,
        TCP
    }

    @Command(
            name = "copy",
            showDefaultValues = true,
            description = {"Copies films. Slowly.", ".well-known \\ is 'no request' of \"roff\"%n100%% true."},
            exitCodeList = {"0:copied", "2:bad - input"},
            footer = {"  tool copy -v a:b --out='x y'"})
    @SuppressWarnings("UnusedVariable") // Only picocli's model of it is read.
    static final class Copy {
        @Option(
                names = {"--out", "-o"},
                paramLabel = "FILE",
                description = "Where to; [is] it's made: yes.")
        private @Nullable Path out;

        @Option(
                names = "--way",
                paramLabel = "WAY",
                defaultValue = "UDP",
                description = "One of ${COMPLETION-CANDIDATES}.")
        private @Nullable Way way;

        @Option(names = "--tag", paramLabel = "NAME", description = "May be given several times.")
        private List<String> tags = List.of();

        @Option(names = "--quiet", description = "Says nothing.")
        private boolean quiet;

        @Option(names = "--secret", hidden = true, description = "Nobody knows.")
        private boolean secret;

        @Parameters(paramLabel = "FILM", arity = "1..*", description = "What to copy.")
        private List<Path> films = List.of();
    }
}
