package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.LineKind;
import io.github.natcast.sdp.internal.MediaSyntax;
import io.github.natcast.sdp.internal.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session part or one media section: the lines that matter, and the facts that they depend on. Confined to one
 * rewriting.
 */
final class Section {
    private final String text;
    /** The m= line; null for the session part. */
    final @Nullable AddressLine media;

    final List<Line> lines = new ArrayList<>();
    /** Those of the lines that are candidates. */
    final List<CandidateLine> candidates = new ArrayList<>();
    /** The first c= line. */
    @Nullable
    AddressLine connection;

    private int kindStart;
    private int kindEnd;
    private boolean rtp;
    private CandidateTransport transport = CandidateTransport.UDP;
    int portCount = 1;
    private int midStart = -1;
    private int midEnd;
    private @Nullable String knownMid;
    boolean rtcpMux;
    boolean hasRtcp;
    boolean hasUfrag;
    boolean iceLite;
    /** Where a c= line would go, after m= and i= (RFC 8866 §9), and the number of the line before. */
    int connectionAt;

    int connectionAfter;
    /** Where the first attribute begins, or the section ends, and the number of the line before. */
    int attributesAt = -1;

    int attributesAfter;
    /** Where a candidate would go after all others, and the number of the line before. */
    int candidatesAt = -1;

    int candidatesAfter;

    Section(String text, @Nullable AddressLine media) {
        this.text = text;
        this.media = media;
    }

    /** The session part, or where lone candidates are. */
    static Section session(String text, @Nullable String mid) {
        Section section = new Section(text, null);
        section.knownMid = mid;
        return section;
    }

    /** The section that an m= line begins. */
    static Section media(String text, int number, int start, int end, int next) {
        AddressLine line = new AddressLine(LineKind.MEDIA, number, start, end, next);
        Section section = new Section(text, line);
        section.readMedia(line, start + 2);
        section.connectionAt = next;
        section.connectionAfter = number;
        section.lines.add(line);
        return section;
    }

    private void readMedia(AddressLine line, int from) {
        MediaSyntax media = new MediaSyntax(text);
        media.read(from, line.end);
        kindStart = media.kindStart;
        kindEnd = media.kindEnd;
        line.port = media.port;
        line.portStart = media.portStart;
        line.portEnd = media.portEnd;
        portCount = media.portCount;
        if (media.port < 0 || portCount < 1) {
            line.exempt = Reason.MALFORMED;
            line.port = 0;
        }
        // RFC 4145 §3 and RFC 4571 §6: the protocol begins with TCP.
        int initials = Math.min(media.protocolStart + 3, media.protocolEnd);
        transport = TokenCursor.equalsIgnoreCase(text, media.protocolStart, initials, "tcp")
                ? CandidateTransport.TCP_PASSIVE
                : CandidateTransport.UDP;
        for (int i = media.protocolStart; i + 4 <= media.protocolEnd && !rtp; i++) {
            rtp = text.charAt(i) == 'R' && text.startsWith("RTP/", i);
        }
    }

    /** Takes the first a=mid, as the model does. */
    void midAt(int start, int end) {
        if (midStart < 0) {
            midStart = start;
            midEnd = end;
        }
    }

    String kind() {
        return text.substring(kindStart, kindEnd);
    }

    /** A stand-in for the section with this mid and kind. */
    static Section of(String mid, String kind) {
        Section section = new Section(kind, null);
        section.kindEnd = kind.length();
        section.knownMid = mid;
        return section;
    }

    /** The value of a=mid; empty when there is none. */
    String mid() {
        if (knownMid == null) {
            knownMid = midStart < 0 ? "" : text.substring(midStart, midEnd).strip();
        }
        return knownMid;
    }

    /** The transport of the default destination: TCP when the protocol says so, else UDP. */
    CandidateTransport transport() {
        return transport;
    }

    /** Whether m= has several ports from this one on (RFC 8866 §5.14) and their public ones are not in a row. */
    boolean breaks(Target target, int port) {
        int ports = rtp ? 2 * portCount : portCount;
        return portCount > 1
                && RuleSet.isMappable(port)
                && !target.ports(transport).isContiguous(port, ports);
    }

    boolean hasCandidates() {
        return !candidates.isEmpty();
    }

    boolean isRtp() {
        return rtp;
    }

    /** The port of m=; 0 in the session part. */
    int port() {
        return media == null ? 0 : media.port;
    }
}
