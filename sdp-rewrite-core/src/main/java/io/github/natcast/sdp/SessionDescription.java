package io.github.natcast.sdp;

import io.github.natcast.sdp.internal.LineCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866) that keeps every line as it was. Immutable.
 *
 * <pre>{@code
 * SessionDescription offer = SessionDescription.parse(text);
 * for (MediaSection section : offer.mediaSections()) {
 *     String ufrag = section.attributeOrSession("ice-ufrag").orElseThrow();
 *     List<String> rtpmaps = section.attributes("rtpmap");
 * }
 * assert offer.toString().equals(text);
 * }</pre>
 *
 * <p>Parsing is lenient: a line that is malformed or unknown passes through as {@link SdpLine.Other} or
 * {@link SdpLine.Attribute}. Lines may end with CRLF, LF or CR, mixed, and the last one with nothing.
 */
public final class SessionDescription {
    /**
     * The longest text that {@link #parse(String)} accepts: 256 Ki characters; a real one of 25 sections has 60 000.
     */
    public static final int DEFAULT_MAX_LENGTH = 256 * 1024;

    private final String text;
    private final List<SdpLine> sessionLines;
    private final List<MediaSection> mediaSections;

    private SessionDescription(String text, List<SdpLine> sessionLines, List<MediaSection> mediaSections) {
        this.text = text;
        this.sessionLines = sessionLines;
        this.mediaSections = mediaSections;
    }

    /**
     * Reads a description of at most {@link #DEFAULT_MAX_LENGTH} characters.
     *
     * @throws SdpParseException when the text is longer, and only then
     */
    public static SessionDescription parse(String text) {
        return parse(text, DEFAULT_MAX_LENGTH);
    }

    /**
     * Reads a description.
     *
     * @param maxLength the longest text accepted, in characters
     * @throws SdpParseException when the text is longer, and only then
     */
    public static SessionDescription parse(String text, int maxLength) {
        requireLength(text, maxLength);
        List<SdpLine> all = new ArrayList<>();
        LineCursor cursor = new LineCursor(text);
        while (cursor.advance()) {
            all.add(LineReader.read(
                    cursor.number(),
                    text.substring(cursor.start(), cursor.end()),
                    text.substring(cursor.end(), cursor.next())));
        }
        return new SessionDescription(text, session(all), sections(all));
    }

    /**
     * Checks a text's length, for callers that read it themselves.
     *
     * @throws SdpParseException when {@code text} has more than {@code maxLength} characters
     */
    public static void requireLength(String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new SdpParseException(
                    "the SDP has " + text.length() + " characters, the limit (maxLength) is " + maxLength, text);
        }
    }

    private static List<SdpLine> session(List<SdpLine> all) {
        return Collections.unmodifiableList(all.subList(0, nextMedia(all, 0)));
    }

    private static List<MediaSection> sections(List<SdpLine> all) {
        List<SdpLine> session = session(all);
        List<MediaSection> sections = new ArrayList<>();
        int start = session.size();
        while (start < all.size() && all.get(start) instanceof SdpLine.Media media) {
            int end = nextMedia(all, start + 1);
            List<SdpLine> lines = Collections.unmodifiableList(all.subList(start, end));
            sections.add(new MediaSection(sections.size(), media, lines, session));
            start = end;
        }
        return List.copyOf(sections);
    }

    private static int nextMedia(List<SdpLine> all, int from) {
        int index = from;
        while (index < all.size() && !(all.get(index) instanceof SdpLine.Media)) {
            index++;
        }
        return index;
    }

    static Optional<ConnectionAddress> connectionAddress(List<SdpLine> lines) {
        for (SdpLine line : lines) {
            if (line instanceof SdpLine.Connection connection) {
                return Optional.of(connection.address());
            }
        }
        return Optional.empty();
    }

    /** The lines before the first {@code m=} line. */
    public List<SdpLine> sessionLines() {
        return sessionLines;
    }

    /** The media sections, in order. */
    public List<MediaSection> mediaSections() {
        return mediaSections;
    }

    /** The section with this {@code a=mid} value. */
    public Optional<MediaSection> mediaSection(String mid) {
        return mediaSections.stream()
                .filter(section -> section.mid().filter(mid::equals).isPresent())
                .findFirst();
    }

    /**
     * The value of the first session-level attribute with this name; an empty string for a property such as
     * {@code ice-lite}.
     */
    public Optional<String> attribute(String name) {
        return Attributes.first(sessionLines, name);
    }

    /** The values of all session-level attributes with this name, in order; {@code group} for instance. */
    public List<String> attributes(String name) {
        return Attributes.all(sessionLines, name);
    }

    /** Whether there is a session-level attribute with this name, with or without a value. */
    public boolean hasAttribute(String name) {
        return attribute(name).isPresent();
    }

    /** The session-level {@code c=} address. */
    public Optional<ConnectionAddress> connectionAddress() {
        return connectionAddress(sessionLines);
    }

    /** The {@code o=} line; empty when there is none, or it is malformed. */
    public Optional<SdpLine.Origin> origin() {
        return sessionLines.stream()
                .filter(SdpLine.Origin.class::isInstance)
                .map(SdpLine.Origin.class::cast)
                .findFirst();
    }

    /** The parsed text, unchanged. */
    @Override
    public String toString() {
        return text;
    }
}
