package io.github.natcast.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.EncoderReport.Outcome;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code natcast encoders}: which encoders this host has, and why not the others. */
@Command(
        name = "encoders",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "Opens every known encoder, encodes a few pictures and checks the stream.",
            "Of each codec, \"natcast serve\" uses the first that is usable."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:an encoder is usable", "1:none is", "2:bad input"})
final class EncodersCommand implements Callable<Integer> {
    private static final String ROW = "%-18s %-5s %-7s %6s  %s%n";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private PictureOptions picture;

    @Option(names = "--json", description = "Print a JSON list.")
    private boolean json;

    @Override
    public Integer call() throws UserException, JsonProcessingException {
        List<EncoderReport> reports = probe();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? json(reports) : table(reports));
        out.flush();
        return reports.stream().anyMatch(report -> report.outcome() == Outcome.USABLE) ? 0 : 1;
    }

    private List<EncoderReport> probe() throws UserException {
        try {
            return Streamer.probeEncoders(picture.settings());
        } catch (StreamerException e) {
            throw new UserException(e);
        }
    }

    private static String table(List<EncoderReport> reports) {
        StringBuilder table = new StringBuilder(String.format(ROW, "ENCODER", "CODEC", "OUTCOME", "MS", "MESSAGE"));
        for (EncoderReport report : reports) {
            table.append(String.format(
                    ROW, report.encoder(), report.codec(), outcome(report), report.millis(), report.message()));
        }
        return table.toString();
    }

    private static String json(List<EncoderReport> reports) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode list = mapper.createArrayNode();
        for (EncoderReport report : reports) {
            ObjectNode entry = list.addObject();
            entry.put("name", report.encoder());
            entry.put("codec", report.codec().encodingName());
            entry.put("outcome", outcome(report));
            entry.put("message", report.message());
            entry.put("ms", report.millis());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
    }

    private static String outcome(EncoderReport report) {
        return report.outcome().name().toLowerCase(Locale.ROOT);
    }
}
