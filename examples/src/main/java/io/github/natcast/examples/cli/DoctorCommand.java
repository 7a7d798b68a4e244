package io.github.natcast.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.LanguageOption;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.diagnose.Finding;
import io.github.natcast.sdp.diagnose.ObservedChecks;
import io.github.natcast.sdp.diagnose.SdpDoctor;
import io.github.natcast.sdp.diagnose.Severity;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.TopologyException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code natcast doctor}: says why an offer and an answer will not connect. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says why an offer and an answer will not connect in a given network.",
            "Pass the descriptions as they went over the wire; the server is taken to answer."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:no errors", "1:at least one error was found", "2:bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  natcast doctor offer.sdp answer.sdp",
            "  natcast doctor --topology topology.json --offer offer.sdp --answer answer.sdp",
            "  natcast doctor --topology net.json --answer answer.sdp --checks none --json"
        })
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--topology",
            paramLabel = "FILE",
            description = "Public addresses, forwards, tunnel and ICE servers, as JSON. Without it, only what the"
                    + " descriptions say by themselves is examined.")
    private @Nullable Path topology;

    @Option(names = "--offer", paramLabel = "FILE", description = "The offer, as SDP.")
    private @Nullable Path offer;

    @Option(names = "--answer", paramLabel = "FILE", description = "The answer, as SDP.")
    private @Nullable Path answer;

    @Option(
            names = "--checks",
            paramLabel = "SEEN",
            defaultValue = "unknown",
            description =
                    "What the server saw of the viewer's connectivity checks: unknown, none, requests, valid-pair.",
            converter = ChecksConverter.class)
    private ObservedChecks checks = ObservedChecks.UNKNOWN;

    @Option(names = "--server-offers", description = "The offer is the server's, and the answer the viewer's.")
    private boolean serverOffers;

    @Mixin
    private LanguageOption language;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "FILES",
            arity = "0..*",
            description = "The offer, then the answer: the same as --offer and --answer.")
    private List<Path> files = new ArrayList<>();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws UserException, JsonProcessingException {
        takeFiles();
        if (topology == null && offer == null && answer == null) {
            throw new UserException("nothing to examine: give --offer, --answer, --topology or several of them");
        }
        SdpDoctor doctor = SdpDoctor.forTopology(readTopology()).inLanguage(language.locale());
        List<Finding> findings = (serverOffers ? doctor.whereServerOffers() : doctor)
                .examine(readDescription(offer), readDescription(answer), checks);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(DoctorReport.json(findings));
        } else {
            CommandLine.Help.ColorScheme colors = spec.commandLine().getColorScheme();
            out.print(new DoctorReport(colors, language.locale()).text(findings, offer, answer));
        }
        out.flush();
        boolean errors = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return errors ? 1 : 0;
    }

    /** Files without an option are the offer and the answer, in their order. */
    private void takeFiles() throws UserException {
        if (files.isEmpty()) {
            return;
        }
        if (offer != null || answer != null) {
            throw new UserException(
                    files.get(0) + " beside --offer or --answer: is it the offer or the answer? Give both"
                            + " by options, or both without");
        }
        if (files.size() > 2) {
            throw new UserException("doctor takes at most two files, the offer and the answer, not " + files.size());
        }
        offer = files.get(0);
        if (files.size() == 2) {
            answer = files.get(1);
        }
    }

    private NetworkTopology readTopology() throws UserException {
        if (topology == null) {
            return NetworkTopology.builder().build();
        }
        try {
            return NetworkTopology.fromJson(BoundedInput.utf8(topology));
        } catch (TopologyException e) {
            throw new UserException(topology + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable String readDescription(@Nullable Path file) throws UserException {
        return file == null ? null : new String(BoundedInput.read(file), StandardCharsets.UTF_8);
    }

    /** Accepts {@code valid-pair} beside {@code VALID_PAIR}. */
    static final class ChecksConverter implements CommandLine.ITypeConverter<ObservedChecks> {
        @Override
        public ObservedChecks convert(String value) {
            for (ObservedChecks observed : ObservedChecks.values()) {
                if (observed.name().equalsIgnoreCase(value.replace('-', '_'))) {
                    return observed;
                }
            }
            throw new CommandLine.TypeConversionException(
                    "\"" + value + "\" is not one of unknown, none, requests, valid-pair");
        }
    }
}
