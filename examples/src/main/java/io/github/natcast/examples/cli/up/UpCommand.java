package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.LanguageOption;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.DeploymentReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code natcast up}: checks a deployment, and keeps its programs running. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks a deployment, then keeps its programs running: the server and, where the file names them, frpc and"
                    + " a TURN server.",
            "Their lines come behind their names; what ends is started again. Ctrl-C or SIGTERM ends all of them, the"
                    + " server first and the tunnel last."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "1:a check has found an error, and nothing was started",
            "2:bad input, or with --strict a program is not installed",
            "143:ended by SIGTERM; 130 by Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast up",
            "  natcast up --config /etc/natcast/natcast.toml --strict",
            "  natcast up --dry-run --frpc /opt/frp/frpc"
        })
public final class UpCommand implements Callable<Integer> {
    private final DeploymentReader reader;
    private final Configurations configurations;
    private final List<Preflight> checks;
    private final Programs installed;
    private final Map<String, String> environment;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "natcast.toml",
            description = "What describes the deployment (default: ${DEFAULT-VALUE}).")
    private Path configuration = Path.of("natcast.toml");

    @Option(names = "--dry-run", description = "Check, and say what would be written and started.")
    private boolean dryRun;

    @Option(names = "--no-verify", description = "Start without checking.")
    private boolean withoutChecks;

    @Option(names = "--strict", description = "A program that is not installed is an error.")
    private boolean strict;

    @Option(names = "--frpc", paramLabel = "FILE", description = "frpc, where it is not on the PATH.")
    private @Nullable Path frpc;

    @Option(names = "--turnserver", paramLabel = "FILE", description = "coturn, where it is not on the PATH.")
    private @Nullable Path turnserver;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "How long each program may take to end, 1 to " + Grace.LONGEST + ", before it is killed."
                    + " Default: 10 more than the server's drain.")
    private @Nullable Integer grace;

    @Option(
            names = "--run-folder",
            paramLabel = "DIRECTORY",
            description = "Where the programs' configurations and the state are while they run; it is made for you"
                    + " alone, and removed at the end. Otherwise one in $XDG_RUNTIME_DIR or /tmp.")
    private @Nullable Path runFolder;

    @Mixin
    private LanguageOption language;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** @param reader of the file that describes the deployment */
    public UpCommand(DeploymentReader reader) {
        this(
                reader,
                new DeployedConfigurations(),
                List.of(new VerifiedStart()),
                new Programs(System.getenv("PATH")),
                System.getenv());
    }

    /**
     * @param checks are made before anything is started, in this order
     * @param installed where programs are sought
     * @param environment that the server will have, too
     */
    UpCommand(
            DeploymentReader reader,
            Configurations configurations,
            List<Preflight> checks,
            Programs installed,
            Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.reader = reader;
        this.configurations = configurations;
        this.checks = List.copyOf(checks);
        this.installed = installed;
    }

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        if (grace != null && (grace < 1 || grace > Grace.LONGEST)) {
            throw new UserException("--grace " + grace + " is not 1 to " + Grace.LONGEST + " seconds");
        }
        Deployment deployment = reader.readToServe(configuration);
        PrintWriter err = spec.commandLine().getErr();
        Messages messages = Messages.of(language.locale());
        Plan plan = plan(deployment);
        for (Plan.Missing missing : plan.missing()) {
            String sentence = messages.text("missing." + missing.executable());
            if (strict) {
                throw new UserException(sentence);
            }
            err.println(messages.text("without", sentence));
        }
        Grace ending = new Grace(
                grace == null ? OptionalInt.empty() : OptionalInt.of(grace),
                Grace.drain(deployment.serving().drain(), environment.getOrDefault("NATCAST_DRAIN", "")));
        if (ending.isShort()) {
            err.println(messages.text(
                    "short-grace", messages.duration(ending.duration()), messages.duration(ending.drain())));
        }
        err.flush();
        Checking checking = new Checking(checks, messages, language.locale(), err);
        if (!withoutChecks && !checking.passes(configuration, deployment)) {
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            plan.describe(messages).forEach(out::println);
            out.flush();
            return 0;
        }
        return new Up(plan, SystemProcesses.guard(installed), ending.duration(), messages, out).run();
    }

    private Plan plan(Deployment deployment) throws UserException {
        Path folder = runFolder == null ? RunFolders.ofThisUser().of(configuration) : runFolder.toAbsolutePath();
        Planner planner =
                new Planner(installed, configurations, Optional.ofNullable(frpc), Optional.ofNullable(turnserver));
        Program server = ServerJvm.of(
                System.getProperty("java.home"),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getProperty("java.class.path"),
                spec.root().userObject().getClass(),
                List.of("--config", configuration.toString()));
        return planner.plan(deployment, server, folder);
    }
}
