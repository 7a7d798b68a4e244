package io.github.natcast.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.EncoderReport.Outcome;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code natcast encoders}: which encoders work on this host, and why the others do not. */
@Command(
        name = "encoders",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "Opens every known encoder in each of its formats, encodes a few pictures and checks the stream.",
            "Of each codec, \"natcast serve\" uses the first that is usable."
        },
        footer = {
            "",
            "H.264 is made in constrained baseline and in main, and each also for packetization mode 0: "
                    + "with slices that fit"
                    + " a packet, for clients that offer no other mode.",
            "",
            "SVT-AV1 writes lines of its own to standard error, past FFmpeg. SVT_LOG=1 in the environment "
                    + "leaves only its"
                    + " errors; a Java program cannot set that for itself."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:an encoder is usable", "1:none is", "2:bad input"})
final class EncodersCommand implements Callable<Integer> {
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
        out.print(json ? json(reports) : new EncodersTable(reports));
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

    private static String json(List<EncoderReport> reports) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode list = mapper.createArrayNode();
        for (EncoderReport report : reports) {
            ObjectNode entry = list.addObject();
            entry.put("name", report.encoder());
            entry.put("codec", report.codec().encodingName());
            report.h264Profile().ifPresent(profile -> entry.put("profile", profile.toString()));
            report.packetizationMode().ifPresent(mode -> entry.put("packetizationMode", mode));
            entry.put("outcome", EncodersTable.outcome(report));
            entry.put("message", report.message());
            entry.put("ms", report.millis());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
    }
}
