package io.github.natcast.examples.cli;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.H264Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reports as columns, each as wide as its longest entry. An encoder with the same result in all formats, such as one
 * whose hardware is missing, gets one line.
 */
final class EncodersTable {
    private static final List<String> HEADER = List.of("ENCODER", "CODEC", "FORMAT", "OUTCOME", "MS", "MESSAGE");
    /** The column of numbers, which are aligned to the right. */
    private static final int MILLIS = 4;

    private final List<List<String>> rows = new ArrayList<>();

    EncodersTable(List<EncoderReport> reports) {
        rows.add(HEADER);
        Map<String, List<EncoderReport>> byEncoder = new LinkedHashMap<>();
        reports.forEach(report -> byEncoder
                .computeIfAbsent(report.encoder(), name -> new ArrayList<>())
                .add(report));
        byEncoder.values().forEach(this::add);
    }

    private void add(List<EncoderReport> ofOne) {
        boolean alike = ofOne.stream().map(EncoderReport::message).distinct().count() == 1
                && ofOne.stream().map(EncoderReport::outcome).distinct().count() == 1;
        if (alike && ofOne.size() > 1) {
            long longest = ofOne.stream().mapToLong(EncoderReport::millis).max().orElse(0);
            rows.add(row(ofOne.get(0), "all", longest));
        } else {
            ofOne.forEach(report -> rows.add(row(report, format(report), report.millis())));
        }
    }

    private static List<String> row(EncoderReport report, String format, long millis) {
        String prefix = report.encoder() + ": ";
        String message = report.message();
        return List.of(
                report.encoder(),
                report.codec().encodingName(),
                format,
                outcome(report),
                String.valueOf(millis),
                message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }

    /** What distinguishes the formats of a codec; only H.264 has several. */
    private static String format(EncoderReport report) {
        if (report.h264Profile().isEmpty()) {
            return "-";
        }
        String profile = report.h264Profile().get() == H264Profile.MAIN ? "main" : "baseline";
        return report.packetizationMode().orElse(1) == 0 ? profile + ", mode 0" : profile;
    }

    static String outcome(EncoderReport report) {
        return report.outcome().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length - 1; column++) {
                String padding = " ".repeat(widths[column] - row.get(column).length());
                text.append(column == MILLIS ? padding + row.get(column) : row.get(column) + padding)
                        .append("  ");
            }
            text.append(row.get(widths.length - 1)).append(System.lineSeparator());
        }
        return text.toString();
    }
}
