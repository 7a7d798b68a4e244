package io.github.natcast.streamer.internal.signaling;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes the path and the query of a URI (RFC 3986 §2.1). Bytes that are no UTF-8 become U+FFFD. */
final class PercentEncoding {
    /** More are of no use, and a map of thousands would cost time. */
    private static final int MAXIMUM_PARAMETERS = 256;

    private PercentEncoding() {}

    /** @throws IllegalArgumentException when a {@code %} is not followed by two hexadecimal digits */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int escape = text.indexOf('%', at);
            int end = escape < 0 ? text.length() : escape;
            bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = end;
            if (escape >= 0) {
                bytes.write(octet(text, escape));
                at = escape + 3;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int octet(String text, int escape) {
        int high = escape + 2 < text.length() ? Character.digit(text.charAt(escape + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(escape + 2), 16);
        if (low < 0) {
            throw new IllegalArgumentException("\"%\" must be followed by two hexadecimal digits");
        }
        return high << 4 | low;
    }

    /**
     * The parameters by name, in their order, as HTML forms write them ({@code application/x-www-form-urlencoded}).
     *
     * @throws IllegalArgumentException as {@link #decode}
     */
    static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", MAXIMUM_PARAMETERS)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(formDecode(name), first -> new ArrayList<>())
                        .add(formDecode(value));
            }
        }
        parameters.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(parameters);
    }

    private static String formDecode(String text) {
        return decode(text.replace('+', ' '));
    }
}
