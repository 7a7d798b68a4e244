package io.github.natcast.examples.cli;

import io.github.natcast.sdp.rewrite.RewriteResult;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.sdp.rewrite.SdpRewriterBuilder;
import io.github.natcast.topology.PublicAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast rewrite --public-address 51.161.209.200 answer.sdp",
            "  natcast rewrite --public-address 51.161.209.200:10111 --report <answer.sdp",
            "  natcast rewrite --public-address 51.161.209.200 --out rewritten captures/"
        })
final class RewriteCommand implements Callable<Integer> {
    /** Files of the operator's choice may be large; the library's limit is for what strangers send. */
    private static final int MAXIMUM_LENGTH = 256 * 1024 * 1024;

    @Option(
            names = "--public-address",
            required = true,
            paramLabel = "IP[:PORT]",
            converter = PublicAddressConverter.class,
            description = "An address at which the far side reaches this host; give one per family. With a port, the"
                    + " port is replaced too.")
    private List<PublicAddress> publicAddresses;

    @Option(names = "--out", paramLabel = "DIR", description = "Write each result to DIR under the same file name.")
    private @Nullable Path out;

    @Option(
            names = "--report",
            description = "Print what became of each line, as JSON, instead of the SDP; with --out, both are made.")
    private boolean report;

    @Parameters(
            paramLabel = "FILES",
            arity = "0..*",
            description = "SDP files, or folders of them. Without any, standard input is read.")
    private List<Path> inputs = new ArrayList<>();

    @Override
    public Integer call() throws UserException, IOException {
        SdpRewriter rewriter = rewriter();
        PrintStream stdout = new PrintStream(System.out, false, StandardCharsets.ISO_8859_1);
        if (inputs.isEmpty()) {
            if (out != null) {
                throw new UserException("--out needs input files to take the names from; standard input has none");
            }
            print(stdout, "-", rewriter.rewrite(text(System.in.readAllBytes())));
            stdout.flush();
            return 0;
        }
        List<SdpInput> files = SdpInput.collect(inputs);
        if (files.size() > 1 && out == null && !report) {
            throw new UserException(files.size() + " files were given: say --out DIR where the results go");
        }
        for (SdpInput file : files) {
            RewriteResult result = rewriter.rewrite(text(file.read()));
            if (out != null) {
                write(out, file, result);
            }
            if (out == null || report) {
                print(stdout, file.path().toString(), result);
            }
        }
        stdout.flush();
        return 0;
    }

    private SdpRewriter rewriter() throws UserException {
        SdpRewriterBuilder builder = SdpRewriter.builder().maxLength(MAXIMUM_LENGTH);
        try {
            publicAddresses.forEach(builder::publicAddress);
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UserException("--public-address: " + e.getMessage(), e);
        }
    }

    /** One character per byte, and back: no byte changes, whatever the file's charset. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void write(Path folder, SdpInput file, RewriteResult result) throws UserException {
        Path target = folder.resolve(file.name());
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.write(target, result.sdp().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UserException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private void print(PrintStream stdout, String name, RewriteResult result) throws IOException {
        stdout.print(report ? RewriteReport.json(name, result) : result.sdp());
    }
}
