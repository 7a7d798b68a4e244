package io.github.natcast.streamer.internal.publish;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One response. Immutable.
 *
 * @param source whom it is from: the last target when redirects were followed
 * @param status 100 to 599
 * @param headers names, whose case does not matter, to values
 * @param body text; cut where it is too long, and then no SDP
 */
record WhipResponse(URI source, int status, Map<String, List<String>> headers, String body) {

    WhipResponse {
        Map<String, List<String>> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(headers);
        headers = any;
    }

    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * What the server says of an error, short enough for a log: the first line, of text only. Nothing where that
     * repeats path or query of what was asked, which may be secrets.
     *
     * @param asked besides the source
     */
    String words(URI asked) {
        String line = body.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        boolean text = !line.startsWith("<")
                && !line.isBlank()
                && !PlainUri.isTold(source, line)
                && !PlainUri.isTold(asked, line);
        return text ? ": " + (line.length() > 200 ? line.substring(0, 200) + "…" : line) : "";
    }
}
