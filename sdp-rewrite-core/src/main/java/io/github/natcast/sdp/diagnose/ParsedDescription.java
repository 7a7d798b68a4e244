package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A description and what several checks ask of it. Immutable. */
final class ParsedDescription {
    /** The largest conferences have some hundred sections; a hostile text could have 60,000. */
    private static final int MOST_SECTIONS = 500;

    private final DescriptionRole role;
    private final SessionDescription sdp;
    private final List<SdpLine.Candidate> trickled;
    private final List<MediaSection> sections;
    private final Map<String, MediaSection> sectionByMid = new HashMap<>();
    private final List<List<String>> bundles;
    private final Optional<SdpLine> groupLine;
    private final Set<String> bundledBehindTag = new HashSet<>();
    private final Optional<MediaSection> trickledInto;

    /** @param trickled candidates that followed the description; they belong to its first transport */
    ParsedDescription(DescriptionRole role, SessionDescription sdp, List<SdpLine.Candidate> trickled) {
        this.role = role;
        this.trickled = List.copyOf(trickled);
        this.sdp = sdp;
        this.sections = sdp.mediaSections().stream().limit(MOST_SECTIONS).toList();
        for (MediaSection section : sections) {
            section.mid().ifPresent(mid -> sectionByMid.putIfAbsent(mid, section));
        }
        this.bundles = sdp.attributes("group").stream()
                .map(value -> List.of(value.split("[ \t]+")))
                .filter(words -> words.get(0).equals("BUNDLE") && words.size() > 1)
                .map(words -> words.subList(1, words.size()))
                .toList();
        List<SdpLine> lines = sdp.sessionLines();
        this.groupLine = lines.stream()
                .filter(line -> line.text().startsWith("a=group:BUNDLE"))
                .findFirst()
                .or(() -> lines.stream().findFirst());
        for (List<String> bundle : bundles) {
            bundledBehindTag.addAll(bundle.subList(1, bundle.size()));
        }
        this.trickledInto = sections.stream().filter(this::hasOwnTransport).findFirst();
    }

    DescriptionRole role() {
        return role;
    }

    SessionDescription sdp() {
        return sdp;
    }

    List<MediaSection> sections() {
        return sections;
    }

    List<MediaSection> acceptedRtpSections() {
        return sections.stream()
                .filter(section -> isRtp(section) && isAccepted(section))
                .toList();
    }

    Optional<MediaSection> section(String mid) {
        return Optional.ofNullable(sectionByMid.get(mid));
    }

    /** The mids of each BUNDLE group; the first of a group is its tag (RFC 9143 §7.2.1). */
    List<List<String>> bundles() {
        return bundles;
    }

    /** The line of the first BUNDLE group, or else the first line; only where there are {@link #bundles}. */
    SdpLine groupLine() {
        return groupLine.orElseThrow();
    }

    /** The sections with a transport of their own. */
    List<MediaSection> transportSections() {
        return sections.stream().filter(this::hasOwnTransport).toList();
    }

    /**
     * Whether a section is accepted and not bundled behind another, whose transport attributes count then (RFC 9143
     * §7.1.3).
     */
    boolean hasOwnTransport(MediaSection section) {
        return isAccepted(section)
                && section.mid().filter(bundledBehindTag::contains).isEmpty();
    }

    /** Port 0 rejects a section, unless it is bundle-only in an offer (RFC 9143 §6). */
    static boolean isAccepted(MediaSection section) {
        return section.port() != 0 || section.hasAttribute("bundle-only");
    }

    /**
     * Whether the section has DTLS below it; JSEP reads a fingerprint that way whatever the protocol (RFC 8829 §5.1.2).
     */
    static boolean isSecure(MediaSection section) {
        return section.protocol().contains("TLS")
                || section.attributeOrSession("fingerprint").isPresent();
    }

    /** Whether the section speaks RTP. */
    static boolean isRtp(MediaSection section) {
        return section.protocol().contains("RTP/");
    }

    List<SdpLine.Candidate> candidateLines() {
        return sections.stream()
                .flatMap(section -> candidateLines(section).stream())
                .toList();
    }

    /** The section's candidates; to those of the first transport belong the trickled ones. */
    List<SdpLine.Candidate> candidateLines(MediaSection section) {
        List<SdpLine.Candidate> candidates = new ArrayList<>();
        for (SdpLine line : section.lines()) {
            if (line instanceof SdpLine.Candidate candidate) {
                candidates.add(candidate);
            }
        }
        if (trickledInto.filter(section::equals).isPresent()) {
            candidates.addAll(trickled);
        }
        return candidates;
    }

    /** The section's first line with this attribute, else the session's, else the section's {@code m=} line. */
    SdpLine lineOf(MediaSection section, String attribute) {
        return attributeLine(section.lines(), attribute)
                .or(() -> attributeLine(sdp.sessionLines(), attribute))
                .orElse(section.mediaLine());
    }

    static Optional<SdpLine> attributeLine(List<SdpLine> lines, String attribute) {
        String property = "a=" + attribute;
        return lines.stream()
                .filter(line -> line.text().startsWith(property + ":")
                        || line.text().strip().equals(property))
                .findFirst();
    }
}
