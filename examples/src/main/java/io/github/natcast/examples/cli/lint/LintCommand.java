package io.github.natcast.examples.cli.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.LanguageOption;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.DeploymentReader;
import io.github.natcast.examples.cli.lint.files.FileReader;
import io.github.natcast.examples.cli.lint.files.LintedFile;
import io.github.natcast.sdp.diagnose.Severity;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code natcast lint}: says where configuration files disagree with the deployment, or with each other. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Says where the files of an FRP tunnel, a TURN server or containers disagree with natcast.toml or with each"
                    + " other, with line and column.",
            "It reads frpc and frps files (toml, yaml, json and the old ini), turnserver.conf and compose files."
                    + " It sends nothing and looks nothing up."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:no errors", "1:at least one error was found", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast lint frpc.toml turnserver.conf",
            "  natcast lint --config natcast.toml frpc.toml frps.toml --json"
        })
public final class LintCommand implements Callable<Integer> {
    private static final Path USUAL_CONFIG = Path.of("natcast.toml");

    private final DeploymentReader reader;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What each is, its name and content tell.")
    private List<Path> files = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The deployment; natcast.toml of the current folder when there is one. Without it, the files"
                    + " are compared with each other only.")
    private @Nullable Path config;

    @Mixin
    private LanguageOption language;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Reads the deployment with the given reader. */
    public LintCommand(DeploymentReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws UserException, JsonProcessingException {
        List<LintedFile> read = new ArrayList<>();
        for (Path file : files) {
            read.add(FileReader.read(file.toString(), new String(BoundedInput.read(file), StandardCharsets.UTF_8)));
        }
        LintedFiles linted = new LintedFiles(deployment(), SecretFiles.OF_THIS_HOST, read);
        List<LintFinding> findings = Linter.examine(linted, language.locale());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? LintReport.json(findings)
                        : new LintReport(spec.commandLine().getColorScheme(), language.isChinese()).text(findings));
        out.flush();
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR) ? 1 : 0;
    }

    private Optional<Deployment> deployment() throws UserException {
        Path file = config != null ? config : USUAL_CONFIG;
        if (config == null && !Files.exists(file)) {
            return Optional.empty();
        }
        Deployment deployment = reader.read(file);
        deployment.listening().requireNumbers();
        return Optional.of(deployment);
    }
}
