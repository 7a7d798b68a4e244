package io.github.natcast.streamer.internal.publish;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A URI without what may be secret in it. Stateless. */
public final class PlainUri {
    private PlainUri() {}

    /** What says what an endpoint is for, and nothing of whose it is. */
    private static final Set<String> PUBLIC = Set.of("whip", "whep");

    /** Scheme, host and port: Cloudflare's path is a secret, and SRS's and others' query. */
    public static String of(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /**
     * Whether a text has a part of what {@link #of} leaves out, as a word or several of its own: a segment of the path,
     * or the query, or a value in it, escaped or not.
     */
    static boolean isTold(URI uri, String text) {
        return Stream.of(uri.getRawPath(), uri.getPath(), uri.getRawQuery(), uri.getQuery())
                .filter(Objects::nonNull)
                .flatMap(part -> Arrays.stream(part.split("[/&]", -1)))
                .flatMap(part -> Stream.of(part, part.substring(part.indexOf('=') + 1)))
                .filter(part -> !part.isEmpty() && !PUBLIC.contains(part))
                .anyMatch(part -> hasWord(text, part));
    }

    private static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
