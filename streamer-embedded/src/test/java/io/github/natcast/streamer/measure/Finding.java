package io.github.natcast.streamer.measure;

import java.util.List;

/**
 * One line of a measurement's table. Immutable.
 *
 * @param bound what must hold, in words; empty for a number that is reported only
 */
record Finding(String what, String measured, String bound, boolean holds) {
    static Finding reported(String what, String measured) {
        return new Finding(what, measured, "", true);
    }

    /** Written for another process, which reads it with {@link #parse}. */
    String line() {
        return String.join("\t", what, measured, bound, Boolean.toString(holds));
    }

    static Finding parse(String line) {
        String[] parts = line.split("\t", -1);
        return new Finding(parts[0], parts[1], parts[2], Boolean.parseBoolean(parts[3]));
    }

    /** A Markdown table. */
    static String table(List<Finding> findings) {
        StringBuilder table = new StringBuilder("| what | measured | bound | holds |\n| --- | --- | --- | --- |\n");
        for (Finding finding : findings) {
            table.append("| ")
                    .append(finding.what)
                    .append(" | ")
                    .append(finding.measured)
                    .append(" | ")
                    .append(finding.bound)
                    .append(" | ")
                    .append(finding.bound.isEmpty() ? "" : finding.holds ? "yes" : "**NO**")
                    .append(" |\n");
        }
        return table.toString();
    }
}
