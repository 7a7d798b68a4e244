package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.LanguageOption;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.DeploymentReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code natcast status}: asks a running server how it is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks a running server how it is, and 'natcast up' how its programs are.",
            "Without an address, it is the one of the file, on this host."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:well", "1:unwell", "2:not reachable, or bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast status",
            "  natcast status --config /etc/natcast/natcast.toml --json",
            "  natcast status http://127.0.0.1:9000/ --admin-token-file admin.token"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final int UNREACHABLE = 2;

    private final DeploymentReader reader;

    @Parameters(arity = "0..1", paramLabel = "URL", description = "The server's address.")
    private @Nullable String url;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "natcast.toml",
            description =
                    "What describes the deployment (default: ${DEFAULT-VALUE}); not read when there is an address.")
    private Path configuration = Path.of("natcast.toml");

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            defaultValue = "${env:NATCAST_ADMIN_TOKEN_FILE}",
            description = "Its first token shows that you are the operator; or the variable NATCAST_ADMIN_TOKEN does.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How long to wait for an answer, 1 to 60 (default: ${DEFAULT-VALUE}).")
    private int timeout = 3;

    @Option(names = "--run-folder", paramLabel = "DIRECTORY", description = "The one that 'natcast up' was given.")
    private @Nullable Path runFolder;

    @Mixin
    private LanguageOption language;

    @Option(names = "--json", description = "Print all that is known as JSON.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public StatusCommand(DeploymentReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws UserException, InterruptedException {
        if (timeout < 1 || timeout > 60) {
            throw new UserException("--timeout " + timeout + " is not 1 to 60 seconds");
        }
        Messages messages = Messages.of(language.locale());
        Path folder = runFolder == null ? RunFolders.ofThisUser().of(configuration) : runFolder;
        Optional<UpState> up = url == null || runFolder != null ? UpState.read(folder) : Optional.empty();
        ServerAddress server = url == null
                ? ServerAddress.of(reader.readWithoutLookup(configuration), up.flatMap(UpState::page))
                : ServerAddress.parse(url);
        Optional<String> token = token();
        if (token.filter(text -> !text.chars().allMatch(c -> c > ' ' && c < 127))
                .isPresent()) {
            throw new UserException("the operator's token has other characters than ASCII's visible ones");
        }
        try {
            StatusQuery answer = StatusQuery.ask(server, token, Duration.ofSeconds(timeout));
            return print(new StatusReport(server.uri(), answer, up, Instant.now()), messages);
        } catch (IOException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("natcast: " + messages.text("unreachable", server.uri(), reason(e, messages)));
            up.ifPresent(state ->
                    StatusReport.children(state, Instant.now(), messages).forEach(err::println));
            err.flush();
            return UNREACHABLE;
        }
    }

    private int print(StatusReport report, Messages messages) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.table(messages).forEach(out::println);
        }
        out.flush();
        return report.isWell() ? 0 : 1;
    }

    /** A refused connection has no message in Java, nor has a name without address. */
    private static String reason(IOException e, Messages messages) {
        if (e.getMessage() != null) {
            return e.getMessage();
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return messages.text("unreachable.name");
            }
        }
        return messages.text(e instanceof ConnectException ? "unreachable.refused" : "unreachable.closed");
    }

    private Optional<String> token() throws UserException {
        if (tokenFile != null) {
            String text = BoundedInput.utf8(tokenFile);
            Optional<String> first = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst();
            if (first.isEmpty()) {
                throw new UserException(tokenFile + " has no token");
            }
            return first;
        }
        return Optional.ofNullable(System.getenv("NATCAST_ADMIN_TOKEN"))
                .map(String::strip)
                .filter(token -> !token.isEmpty());
    }
}
