package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds the lines that rewriting makes necessary: c= and a=rtcp within a section, and candidates. Confined to one
 * rewriting.
 */
final class SectionWriter {
    private final String text;
    private final Section session;
    private final TextEdits edits;
    private final @Nullable Recorder recorder;

    private Section section;
    private boolean connectionPending;
    private boolean rtcpPending;

    SectionWriter(String text, List<Section> sections, TextEdits edits, @Nullable Recorder recorder) {
        this.text = text;
        this.session = sections.get(0);
        this.section = session;
        this.edits = edits;
        this.recorder = recorder;
    }

    void begin(Section section) {
        this.section = section;
        connectionPending = needsConnection();
        rtcpPending = needsRtcp();
    }

    /** Adds what belongs before {@code position}. */
    void before(int position) {
        if (connectionPending && position >= section.connectionAt) {
            connectionPending = false;
            addConnection();
        }
        if (rtcpPending && position >= section.attributesAt) {
            rtcpPending = false;
            addRtcp();
        }
    }

    private boolean needsConnection() {
        AddressLine inherited = session.connection;
        return inherited != null
                && DefaultDestinations.inheritsAndLives(section)
                && !section.destination.hasSameAddress(inherited.decision);
    }

    private void addConnection() {
        AddressLine inherited = session.connection;
        if (inherited == null || inherited.ip == null) {
            return;
        }
        PublicAddress target = section.destination.target();
        IpAddress local = inherited.ip;
        String address = target == null ? local.toString() : Decision.literal(target, local);
        String type = local.family().addressType();
        insert(section.connectionAt, "c=IN " + type + " " + address, Reason.CONNECTION_ADDED);
    }

    /** RFC 3605 §2.1: without a=rtcp the peer takes the RTP port plus one. */
    private boolean needsRtcp() {
        AddressLine media = section.media;
        Decision destination = section.destination;
        return media != null
                && destination.replaces()
                && !section.rtcpMux
                && !section.hasRtcp
                && section.portCount == 1
                && section.transport() == CandidateTransport.UDP
                && section.isRtp()
                && RuleSet.isMappable(media.port)
                && media.port < 65535
                && publicRtcp(destination, media.port) != destination.mapPort(media.port) + 1;
    }

    private static int publicRtcp(Decision destination, int rtpPort) {
        return destination.target() == null ? 0 : destination.target().udp().mapOrZero(rtpPort + 1);
    }

    private void addRtcp() {
        AddressLine media = section.media;
        if (media == null) {
            return;
        }
        int port = publicRtcp(section.destination, media.port);
        if (port != 0 && port != section.destination.mapPort(media.port)) {
            insert(section.attributesAt, "a=rtcp:" + port, Reason.RTCP_ADDED);
        } else if (recorder != null) {
            String line = text.substring(media.start, media.end);
            recorder.line(media, line, section.destination.ruleName(), Reason.RTCP_NOT_MAPPED);
        }
    }

    private void insert(int at, String line, Reason reason) {
        AddressLine media = section.media;
        if (media == null) {
            return;
        }
        boolean afterEnding = text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
        edits.insert(at, afterEnding ? line + ending(media) : ending(media) + line);
        if (recorder != null) {
            recorder.added(media.number, line, section.destination.ruleName(), reason);
        }
    }

    void insertAfter(AddressLine line, String added, @Nullable String rule, Reason reason) {
        edits.insert(line.next, line.next > line.end ? added + ending(line) : ending(line) + added);
        if (recorder != null) {
            recorder.added(line.number, added, rule, reason);
        }
    }

    /**
     * The line's own ending; of a last line without one, that of the first line; CRLF (RFC 8866 §5) when there is none
     * at all.
     */
    private String ending(AddressLine line) {
        if (line.next > line.end) {
            return text.substring(line.end, line.next);
        }
        int lineFeed = text.indexOf('\n');
        int carriageReturn = text.indexOf('\r');
        if (lineFeed < 0 && carriageReturn < 0) {
            return "\r\n";
        }
        if (lineFeed < 0) {
            return "\r";
        }
        return carriageReturn == lineFeed - 1 ? "\r\n" : "\n";
    }
}
