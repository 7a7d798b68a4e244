package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The RTP header extensions that both sides support (RFC 8285 §5). Stateless. */
final class HeaderExtensions {
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
     * One that a description has.
     *
     * @param direction as in the description, {@code sendrecv} where it has none
     */
    private record Offered(int id, String direction, String uri) {
        /** {@code <value>["/"<direction>] <URI> <extensionattributes>}; empty when it is not written so. */
        static Optional<Offered> of(String value) {
            LeadingWord parts = LeadingWord.of(value);
            String uri = LeadingWord.of(parts.rest()).word();
            int slash = parts.word().indexOf('/');
            String id = slash < 0 ? parts.word() : parts.word().substring(0, slash);
            String direction = slash < 0 ? "sendrecv" : parts.word().substring(slash + 1);
            return uri.isEmpty() || !id.matches("\\d{1,5}")
                    ? Optional.empty()
                    : Optional.of(new Offered(Integer.parseInt(id), direction, uri));
        }

        static List<Offered> of(MediaSection section) {
            return section.attributes("extmap").stream()
                    .flatMap(value -> of(value).stream())
                    .toList();
        }

        boolean isReceived() {
            return direction.equals("recvonly") || direction.equals("sendrecv");
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
        for (Offered offered : Offered.of(section)) {
            int id = offered.id();
            String uri = offered.uri();
            if (id >= 1
                    && id <= MAXIMUM_ID
                    && offered.isReceived()
                    && supported.contains(uri)
                    && meanings.getOrDefault(id, Set.of()).size() <= 1) {
                common.putIfAbsent(uri, new Agreed(uri, id, offered.direction().equals("recvonly")));
            }
        }
        return List.copyOf(common.values());
    }

    /** What each id of at most {@link #MAXIMUM_ID} stands for; one pass, as an offer may have thousands. */
    private static Map<Integer, Set<String>> meanings(Collection<MediaSection> bundled) {
        Map<Integer, Set<String>> meanings = new HashMap<>();
        for (MediaSection section : bundled) {
            for (Offered offered : Offered.of(section)) {
                meanings.computeIfAbsent(offered.id(), id -> new HashSet<>(2)).add(offered.uri());
            }
        }
        return meanings;
    }
}
