package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.SdpParseException;
import io.github.natcast.sdp.rewrite.RewriteResult;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code natcast rewrite}: SDP files or standard input in, SDP with public addresses out. */
@Command(
        name = "rewrite",
        mixinStandardHelpOptions = true,
        description = {
            "Replaces the private addresses of SDP by public ones.",
            "Everything that is not an address to be replaced stays as it is, byte for byte."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:--strict, and a private address is left", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast rewrite --public-address 51.161.209.200 answer.sdp",
            "  natcast rewrite --public-address 51.161.209.200:10111 --report <answer.sdp",
            "  natcast rewrite --public-address 51.161.209.200 --out rewritten captures/",
            "  natcast rewrite --topology topology.json --hide-related --diff answer.sdp",
            "  natcast rewrite --public-address 51.161.209.200 --peer 192.168.1.7 answer.sdp",
            "  natcast rewrite --mask answer.sdp",
            "  natcast rewrite --public-address 51.161.209.200 --report --lang zh answer.sdp",
            "  natcast rewrite --public-address 51.161.209.200 \\",
            "    --drop-uncovered --strict answer.sdp",
            "  natcast rewrite --public-address 51.161.209.200 --candidate \\",
            "    \"candidate:1 1 udp 2122260223 192.168.1.10 10111 typ host\""
        })
final class RewriteCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Mixin
    private RewriteOptions options;

    @Mixin
    private RewriteView view;

    @Option(
            names = "--candidate",
            paramLabel = "TEXT",
            description = "Rewrite this candidate, as it is trickled, and no file; may be given several times.")
    private List<String> candidates = new ArrayList<>();

    @Option(names = "--strict", description = "Exit with status 1 if the result still tells a private address.")
    private boolean strict;

    @Parameters(
            paramLabel = "FILES",
            arity = "0..*",
            description = "SDP files, or folders of them; '-' is standard input, which is read without any, too.")
    private List<Path> inputs = new ArrayList<>();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws UserException, IOException {
        view.check();
        for (Path input : candidates.isEmpty() ? inputs : List.<Path>of()) {
            if (!input.toString().equals(STANDARD_INPUT) && !Files.exists(input)) {
                throw new UserException(input + " does not exist");
            }
        }
        if (!options.any() && !view.masks() && !strict) {
            throw new UserException("nothing to do: give --public-address or --topology");
        }
        SdpRewriter rewriter = options.rewriter();
        PrintStream stdout = new PrintStream(System.out, false, StandardCharsets.ISO_8859_1);
        int left;
        if (!candidates.isEmpty()) {
            left = rewriteCandidates(rewriter, stdout);
        } else if (inputs.isEmpty() || inputs.equals(List.of(Path.of(STANDARD_INPUT)))) {
            left = rewriteStandardInput(rewriter, stdout);
        } else {
            left = rewriteFiles(rewriter, stdout);
        }
        stdout.flush();
        if (left > 0 && (strict || !view.masks())) { // what is masked is not told
            tell(left);
        }
        return strict && left > 0 ? 1 : 0;
    }

    private int rewriteCandidates(SdpRewriter rewriter, PrintStream stdout) throws UserException, IOException {
        if (!inputs.isEmpty() || view.folder() != null) {
            throw new UserException("--candidate takes the place of files; give neither files nor --out with it");
        }
        int left = 0;
        for (String candidate : candidates) {
            RewriteResult result = rewriter.explainCandidate(CandidateText.require(candidate));
            String text = view.print("--candidate", candidate, result);
            stdout.print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
            left += result.privateLeft().size();
        }
        return left;
    }

    private int rewriteStandardInput(SdpRewriter rewriter, PrintStream stdout) throws UserException, IOException {
        if (view.folder() != null) {
            throw new UserException("--out needs input files to take the names from; standard input has none");
        }
        String text = BoundedInput.text(BoundedInput.read(System.in, SdpText.STANDARD_INPUT));
        RewriteResult result = rewrite(rewriter, SdpText.STANDARD_INPUT, text);
        stdout.print(view.print(STANDARD_INPUT, text, result));
        return result.privateLeft().size();
    }

    private int rewriteFiles(SdpRewriter rewriter, PrintStream stdout) throws UserException, IOException {
        List<SdpInput> files = SdpInput.collect(inputs);
        if (files.size() > 1 && view.folder() == null && !view.namesFiles()) {
            throw new UserException(files.size() + " files were given: say --out DIR where the results go");
        }
        int left = 0;
        for (SdpInput file : files) {
            String name = file.path().toString();
            String text = BoundedInput.text(BoundedInput.read(file.path()));
            RewriteResult result = rewrite(rewriter, name, text);
            view.write(file.name(), result);
            stdout.print(view.print(name, text, result));
            left += result.privateLeft().size();
        }
        return left;
    }

    private static RewriteResult rewrite(SdpRewriter rewriter, String name, String text) throws UserException {
        SdpText.require(name, text);
        try {
            return SdpText.isFragment(text) ? rewriter.rewriteFragment(text) : rewriter.rewrite(text);
        } catch (SdpParseException e) {
            throw new UserException(name + ": " + e.getMessage(), e);
        }
    }

    private void tell(int left) {
        spec.commandLine().getErr().println("natcast: " + view.left(left));
        spec.commandLine().getErr().flush();
    }
}
