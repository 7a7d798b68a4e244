package io.github.natcast.examples.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.natcast.examples.cli.console.LanguageOption;
import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.DeploymentReader;
import io.github.natcast.sdp.rewrite.AddressScope;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code natcast verify}: tries whether viewers can be reached as natcast.toml says, and says what to change. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tries what natcast.toml says: each check holds, fails, or cannot be told from here.",
            "Asks the server that runs here; if none does, starts one at the same ports for the time of the check."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all holds, as far as it can be told", "1:something fails", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast verify",
            "  natcast verify --only tcp,udp --json",
            "  natcast verify --listen 8899 --helper-token-file token",
            "  natcast verify --from http://203.0.113.7:8899 --helper-token-file token"
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 120;

    private final DeploymentReader reader;
    private final WantedEncoding.Reader encodings;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "natcast.toml",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path config;

    @Option(
            names = "--only",
            paramLabel = "CHECK",
            split = ",",
            description =
                    "Run these checks alone: file, ports, sources, encoders, certificate, stun, tunnel, offer, tcp,"
                            + " udp, websocket, turn, publish.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long each answer is waited for, 1 to 120. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Its first line is a token that may watch, where the server that runs wants one.")
    private @Nullable Path tokenFile;

    @Mixin
    private HelperOptions helper = new HelperOptions();

    @Mixin
    private LanguageOption language;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    /**
     * A command that tries what a file says.
     *
     * @param reader reads the file of {@code --config}
     * @param encodings reads of it what is to be encoded
     */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public VerifyCommand(DeploymentReader reader, WantedEncoding.Reader encodings) {
        this.reader = reader;
        this.encodings = encodings;
    }

    @Override
    public Integer call() throws UserException, InterruptedException, JsonProcessingException {
        if (timeout < 1 || timeout > LONGEST_SECONDS) {
            throw new UserException("--timeout " + timeout + " is not 1 to " + LONGEST_SECONDS + " seconds");
        }
        Duration patience = Duration.ofSeconds(timeout);
        if (helper.listen().isPresent()) {
            return listen(helper.listen().get(), patience);
        }
        Set<CheckName> wanted = wanted();
        Deployment deployment = reader.readToServe(config);
        deployment.listening().requireNumbers();
        Optional<String> token = tokenFile == null ? Optional.empty() : Optional.of(HelperOptions.firstLine(tokenFile));
        Trial.Settings settings = new Trial.Settings(patience, token, helper.helper(patience), language.locale());
        Logging.quiet();
        Texts texts = Texts.of(language.locale());
        List<Result> results = new ArrayList<>();
        try (Trial trial = new Trial(deployment, settings)) {
            Progress progress = new Progress(spec.commandLine().getErr(), Terminal.isThere(), texts);
            for (Check check : Checks.of(config, encodings.read(config), wanted)) {
                progress.begins(check.name());
                List<Result> found = check.run(trial);
                results.addAll(found);
                progress.ended(found);
            }
        }
        Report report = new Report(texts, spec.commandLine().getColorScheme());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json(results) : report.text(results));
        out.flush();
        return Report.overall(results) == Verdict.FAILS ? 1 : 0;
    }

    private Set<CheckName> wanted() throws UserException {
        Set<CheckName> wanted = EnumSet.noneOf(CheckName.class);
        for (String word : only) {
            wanted.add(CheckName.find(word)
                    .orElseThrow(() ->
                            new UserException("--only " + word + " is no check; there are " + CheckName.words())));
        }
        return wanted;
    }

    /** Until it is ended by a signal. */
    private int listen(ListenAddress bind, Duration patience) throws UserException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (HelperServer server = new HelperServer(
                bind.address(),
                helper.token("--listen"),
                patience,
                InstantSource.system(),
                address -> AddressScope.of(address).isEmpty(),
                out::println)) {
            out.println(Texts.of(language.locale()).text("listening", server.port()));
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException e) {
            throw new UserException(
                    "cannot listen at " + Addresses.text(bind.address()) + ": " + e.getMessage()
                            + "; take another port",
                    e);
        }
    }
}
