package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.LogFormat;
import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.examples.cli.console.ProgressThread;
import io.github.natcast.examples.cli.console.UserException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** What is logged, to standard error, and how. */
final class LogOptions {
    @Option(names = "--verbose", description = "Log what happens to each viewer, addresses included.")
    private boolean verbose;

    @Option(names = "--quiet", description = "Log warnings and errors alone, and show no progress.")
    private boolean quiet;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text: lines for people; json: an object a line, with time, level, logger, message, thrown,"
                    + " and of a viewer its viewer, session, channel and client.")
    private LogFormat format = LogFormat.TEXT;

    void apply() throws UserException {
        if (verbose && quiet) {
            throw new UserException("--verbose and --quiet exclude each other: leave one of them out");
        }
        Logging.format(format);
        if (verbose) {
            Logging.verbose();
        }
        if (quiet) {
            Logging.quiet();
        }
        Logging.neverBlock();
    }

    /** Shows what a start does, until it is closed. */
    ProgressThread progress(PrintWriter out) {
        return ProgressThread.begin(out, quiet, format == LogFormat.JSON || verbose);
    }
}
