package io.github.natcast.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds attribute values among lines, whatever type the line was read as. Stateless. */
final class Attributes {
    private Attributes() {}

    static Optional<String> first(List<SdpLine> lines, String name) {
        for (SdpLine line : lines) {
            int value = valueStart(line.text(), name);
            if (value >= 0) {
                return Optional.of(line.text().substring(value).strip());
            }
        }
        return Optional.empty();
    }

    static List<String> all(List<SdpLine> lines, String name) {
        List<String> values = new ArrayList<>();
        for (SdpLine line : lines) {
            int value = valueStart(line.text(), name);
            if (value >= 0) {
                values.add(line.text().substring(value).strip());
            }
        }
        return List.copyOf(values);
    }

    private static int valueStart(String line, String name) {
        int end = 2 + name.length();
        if (!line.startsWith("a=") || !line.startsWith(name, 2)) {
            return -1;
        }
        if (line.length() > end && line.charAt(end) == ':') {
            return end + 1;
        }
        return line.substring(end).isBlank() ? line.length() : -1;
    }
}
