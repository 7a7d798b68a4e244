package io.github.natcast.sdp;

import java.util.List;
import java.util.Optional;

/**
 * An {@code m=} line and the lines up to the next one. Immutable.
 *
 * <p>Attribute names are matched exactly, as RFC 8866 §5.13 demands; values have no blanks around them.
 */
public final class MediaSection {
    private final int index;
    private final SdpLine.Media media;
    private final List<SdpLine> lines;
    private final List<SdpLine> sessionLines;

    MediaSection(int index, SdpLine.Media media, List<SdpLine> lines, List<SdpLine> sessionLines) {
        this.index = index;
        this.media = media;
        this.lines = lines;
        this.sessionLines = sessionLines;
    }

    /** The section's place in the description, from 0: {@code sdpMLineIndex} of JSEP. */
    public int index() {
        return index;
    }

    /** {@code audio}, {@code video}, {@code application} and so on; empty when the line has none. */
    public String kind() {
        return media.kind();
    }

    /** 0 for a rejected or bundle-only section, 9 for "not yet known"; -1 when the line has no valid port. */
    public int port() {
        return media.port();
    }

    /** Such as {@code UDP/TLS/RTP/SAVPF}; empty when the line has none. */
    public String protocol() {
        return media.protocol();
    }

    /** For RTP the payload types, in order of preference. */
    public List<String> formats() {
        return media.formats();
    }

    /** The value of {@code a=mid} (RFC 5888 §4). */
    public Optional<String> mid() {
        return attribute("mid");
    }

    /** The {@code m=} line. */
    public SdpLine.Media mediaLine() {
        return media;
    }

    /** All lines of the section, its {@code m=} line first. */
    public List<SdpLine> lines() {
        return lines;
    }

    /**
     * The value of the section's first attribute with this name; an empty string for a property such as
     * {@code rtcp-mux}.
     */
    public Optional<String> attribute(String name) {
        return Attributes.first(lines, name);
    }

    /** The values of all of the section's attributes with this name, in order. */
    public List<String> attributes(String name) {
        return Attributes.all(lines, name);
    }

    /** Whether the section has an attribute with this name, with or without a value. */
    public boolean hasAttribute(String name) {
        return attribute(name).isPresent();
    }

    /**
     * As {@link #attribute}, but the session's value when the section has none; for {@code ice-ufrag},
     * {@code fingerprint} and the like.
     */
    public Optional<String> attributeOrSession(String name) {
        return attribute(name).or(() -> Attributes.first(sessionLines, name));
    }

    /** As {@link #attributes}, but the session's values when the section has none. */
    public List<String> attributesOrSession(String name) {
        List<String> own = attributes(name);
        return own.isEmpty() ? Attributes.all(sessionLines, name) : own;
    }

    /** The well-formed candidates, in order; malformed ones are in {@link #lines()} only. */
    public List<IceCandidate> candidates() {
        return lines.stream()
                .filter(SdpLine.Candidate.class::isInstance)
                .map(line -> ((SdpLine.Candidate) line).candidate())
                .toList();
    }

    /** The section's first {@code c=} address, else the session's (RFC 8866 §5.7). */
    public Optional<ConnectionAddress> connectionAddress() {
        return SessionDescription.connectionAddress(lines).or(() -> SessionDescription.connectionAddress(sessionLines));
    }
}
