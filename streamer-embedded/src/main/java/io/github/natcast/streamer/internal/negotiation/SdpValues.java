package io.github.natcast.streamer.internal.negotiation;

import java.util.ArrayList;
import java.util.List;

/** Splits attribute values. Stateless. */
final class SdpValues {
    private SdpValues() {}

    /** The trimmed parts between the separators; blank parts are omitted. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf(separator, start);
            int stop = end < 0 ? text.length() : end;
            String part = text.substring(start, stop).trim();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            start = stop + 1;
        }
        return parts;
    }
}
