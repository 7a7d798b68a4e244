package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.config.ConfigCommand;
import io.github.natcast.examples.cli.config.ConfigFile;
import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deploy.DeployCommand;
import io.github.natcast.examples.cli.lint.LintCommand;
import io.github.natcast.examples.cli.up.StatusCommand;
import io.github.natcast.examples.cli.up.UpCommand;
import io.github.natcast.examples.cli.verify.VerifyCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point: finds the command, and turns an error into one readable line. */
@Command(
        name = "natcast",
        description = "Video for browsers from behind a NAT.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            EncodersCommand.class,
            RewriteCommand.class,
            DoctorCommand.class,
            DeployCommand.class,
            UpCommand.class,
            StatusCommand.class,
            ConfigCommand.class,
            LintCommand.class,
            VerifyCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Natcast implements Runnable {
    /** Everything that a user can correct: a wrong option, a missing file, a port in use. */
    static final int EXIT_USAGE = 2;

    private static final int EXIT_INTERNAL = 70; // EX_SOFTWARE of sysexits.h

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Logging.install();
        CommandLine line = commandLine();
        // In a container without a locale, Java would write a question mark for each Chinese character.
        if (!Charset.defaultCharset().newEncoder().canEncode('中')) {
            line.setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
            line.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        }
        int status = line.execute(arguments);
        Logging.drain();
        System.exit(status);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Natcast(), new Commands(new DeploymentFiles(System.getenv()), ConfigFile::encoding))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((error, arguments) -> usageError(error))
                .setExecutionExceptionHandler((error, line, result) -> executionError(error, line));
    }

    /** {@code natcast} alone shows its help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int usageError(ParameterException error) {
        CommandLine line = error.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("natcast: " + oneLine(message(error)) + suggestion(error) + " (see '"
                + line.getCommandSpec().qualifiedName() + " --help')");
        err.flush();
        return EXIT_USAGE;
    }

    /** Of options that exclude each other picocli says that it is an error; exit status and place tell that already. */
    private static String message(ParameterException error) {
        return String.valueOf(error.getMessage()).replaceFirst("^Error: ", "");
    }

    /** Such as {@code ; did you mean serve?}; nothing where nothing is like it. */
    private static String suggestion(ParameterException error) {
        List<String> alike =
                error instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return alike.isEmpty() ? "" : "; did you mean " + String.join(" or ", alike) + "?";
    }

    /** What was typed may have any character in it. */
    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ").strip();
    }

    private static int executionError(Exception error, CommandLine line) {
        PrintWriter err = line.getErr();
        boolean userCanCorrect = error instanceof UserException;
        if (userCanCorrect) {
            err.println("natcast: " + oneLine(String.valueOf(error.getMessage())));
        } else {
            err.println("natcast: internal error: " + error);
            if (System.getenv("NATCAST_DEBUG") != null) {
                error.printStackTrace(err);
            } else {
                err.println("Set NATCAST_DEBUG=1 to see where.");
            }
        }
        err.flush();
        return userCanCorrect ? EXIT_USAGE : EXIT_INTERNAL;
    }
}
