package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.topology.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads ports and ranges of ports. */
final class Ports {
    private Ports() {}

    /** Empty when the text is no port and no range. */
    static Optional<PortRange> range(String text) {
        try {
            return Optional.of(PortRange.parse(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code 2000-3000,3001}; empty when a part is none. */
    static Optional<List<PortRange>> list(String text) {
        List<PortRange> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<PortRange> range = range(part);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        return Optional.of(ranges);
    }
}
