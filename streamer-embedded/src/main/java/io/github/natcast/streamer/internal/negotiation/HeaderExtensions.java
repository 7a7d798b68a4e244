package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The RTP header extensions that both sides support (RFC 8285 §5). Stateless. */
final class HeaderExtensions {
    /** {@code <value>["/"<direction>] <URI> <extensionattributes>}. */
    private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,5})(?:/(\\w+))?\\s+(\\S+).*");
    /** The one-byte form has 4 bits for the id; 15 is reserved (RFC 8285 §4.2). */
    private static final int MAXIMUM_ID = 14;

    /**
     * Numbers all of a viewer's packets, so that it can report each (draft-holmer-rmcat-transport-wide-cc-extensions).
     */
    static final String TRANSPORT_WIDE = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    private HeaderExtensions() {}

    /**
     * One agreed extension.
     *
     * @param uri names the extension
     * @param id 1 to 14
     * @param restricted whether the offer restricts it to {@code recvonly}, so that the answer must have
     *     {@code sendonly}
     */
    record Agreed(String uri, int id, boolean restricted) {
        /** The value of the answer's {@code a=extmap}. */
        String line() {
            return id + (restricted ? "/sendonly " : " ") + uri;
        }
    }

    /**
     * The supported extensions in the order of the offer, each URI once. RFC 9143 §10: bundled sections share one space
     * of ids, so an id that stands for two extensions there stands for none.
     *
     * @param bundled all sections of the BUNDLE group, {@code section} among them
     */
    static List<Agreed> common(MediaSection section, Collection<MediaSection> bundled, Set<String> supported) {
        Map<Integer, Set<String>> meanings = meanings(bundled);
        Map<String, Agreed> common = new LinkedHashMap<>();
        for (String value : section.attributes("extmap")) {
            Matcher matcher = GRAMMAR.matcher(value);
            if (!matcher.matches()) {
                continue;
            }
            String uri = matcher.group(3);
            int id = Integer.parseInt(matcher.group(1));
            String direction = matcher.group(2) == null ? "sendrecv" : matcher.group(2);
            boolean received = direction.equals("recvonly") || direction.equals("sendrecv");
            if (id >= 1
                    && id <= MAXIMUM_ID
                    && received
                    && supported.contains(uri)
                    && meanings.getOrDefault(id, Set.of()).size() <= 1) {
                common.putIfAbsent(uri, new Agreed(uri, id, direction.equals("recvonly")));
            }
        }
        return List.copyOf(common.values());
    }

    /** What each id of at most {@link #MAXIMUM_ID} stands for; one pass, as an offer may have thousands. */
    private static Map<Integer, Set<String>> meanings(Collection<MediaSection> bundled) {
        Map<Integer, Set<String>> meanings = new HashMap<>();
        for (MediaSection section : bundled) {
            for (String value : section.attributes("extmap")) {
                Matcher matcher = GRAMMAR.matcher(value);
                if (matcher.matches()) {
                    meanings.computeIfAbsent(Integer.parseInt(matcher.group(1)), id -> new HashSet<>(2))
                            .add(matcher.group(3));
                }
            }
        }
        return meanings;
    }
}
