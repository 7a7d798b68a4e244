package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Unmatched;

/** {@code natcast config}: what is in force, and what may be in a file. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "natcast config --show [--config=FILE] [FLAGS OF serve]...",
            "natcast config --schema | --example"
        },
        description =
                "Shows what serve would do with the same file, variables and flags; or what natcast.toml may have.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast config --show --config natcast.toml",
            "  natcast config --show --config natcast.toml --http-port 9001",
            "  natcast config --example > natcast.toml",
            "  natcast config --schema > natcast.schema.json"
        })
public final class ConfigCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private @Nullable What what;

    @Unmatched
    private List<String> flags = new ArrayList<>();

    private final Map<String, String> environment;

    /** Of this process. */
    public ConfigCommand() {
        this(System.getenv());
    }

    ConfigCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** One of them. */
    private static final class What {
        @Option(
                names = "--show",
                required = true,
                description = "What is in force, as TOML, each line with where it came from: the file and line, a"
                        + " variable, a flag, or the default. Everything is checked; secrets are masked.")
        private boolean show;

        @Option(
                names = "--schema",
                required = true,
                description = "A JSON Schema of natcast.toml, which editors complete and check from.")
        private boolean schema;

        @SuppressWarnings("UnusedVariable") // it is the one that is left
        @Option(names = "--example", required = true, description = "A natcast.toml with every key, each explained.")
        private boolean example;
    }

    @Override
    public Integer call() throws UserException {
        Object serve = Objects.requireNonNull(spec.root().subcommands().get("serve"), "serve")
                .getCommandSpec()
                .userObject();
        CommandLine line = new CommandLine(serve).setCaseInsensitiveEnumValuesAllowed(true);
        String text;
        if (what != null && what.show) {
            text = Show.of(layers(line, (Configurable) serve));
        } else if (!flags.isEmpty()) {
            throw new UserException("flags such as " + flags.get(0) + " go with --show");
        } else {
            Described described = new Described(Layers.settable(line.getCommandSpec()));
            text = what != null && what.schema ? Schema.of(described) : Example.of(described);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
        return 0;
    }

    private Layers layers(CommandLine serve, Configurable command) throws UserException {
        try {
            return command.configured(serve.parseArgs(flags.toArray(String[]::new)), environment);
        } catch (ParameterException e) {
            throw new UserException(e);
        }
    }
}
