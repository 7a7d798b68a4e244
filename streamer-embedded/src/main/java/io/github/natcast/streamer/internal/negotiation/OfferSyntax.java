package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SdpParseException;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.List;

/** The syntax check of offers and fragments, needed because the core's model accepts any text. Stateless. */
final class OfferSyntax {
    /** The maximum length in characters; a real offer of 25 sections has 60 000. */
    static final int MAXIMUM_LENGTH = 256 << 10;

    private OfferSyntax() {}

    static SessionDescription read(String sdp) throws OfferRejectedException {
        SessionDescription description = parse(sdp, Code.NOT_SDP);
        requireVersion(description.sessionLines());
        return description;
    }

    /** Part of a description (RFC 8840 §9), which need not begin with {@code v=0}. */
    static SessionDescription readFragment(String sdp) throws OfferRejectedException {
        return parse(sdp, Code.BAD_FRAGMENT);
    }

    private static SessionDescription parse(String sdp, Code malformed) throws OfferRejectedException {
        SessionDescription description;
        try {
            description = SessionDescription.parse(sdp, MAXIMUM_LENGTH);
        } catch (SdpParseException tooLong) {
            throw new OfferRejectedException(
                    Code.TOO_LARGE,
                    "It has " + sdp.length() + " characters; at most " + MAXIMUM_LENGTH + " are accepted.");
        }
        OfferShape.require(description);
        requireNoNul(sdp, malformed);
        requireLines(description.sessionLines(), malformed);
        for (MediaSection section : description.mediaSections()) {
            requireMediaLine(section, malformed);
            requireLines(section.lines(), malformed);
        }
        return description;
    }

    /** RFC 8866 §5: SDP is text without NUL, which parsers in C take for its end. */
    private static void requireNoNul(String sdp, Code malformed) throws OfferRejectedException {
        int at = sdp.indexOf(0);
        if (at >= 0) {
            throw new OfferRejectedException(
                    malformed, "This is not SDP: character " + at + " is NUL (RFC 8866 §5).", "character " + at);
        }
    }

    /** RFC 8866 §5.1: a description begins with {@code v=0}. */
    private static void requireVersion(List<SdpLine> lines) throws OfferRejectedException {
        if (lines.isEmpty() || !lines.get(0).text().equals("v=0")) {
            throw new OfferRejectedException(
                    Code.NOT_SDP,
                    "This is not SDP: its first line must be v=0 (RFC 8866).",
                    lines.isEmpty() ? "nothing" : lines.get(0).text());
        }
    }

    /**
     * RFC 8866 §5: {@code <type>=<value>} with a type of one letter. Blank lines are accepted, because pasted offers
     * end with them.
     */
    private static void requireLines(List<SdpLine> lines, Code malformed) throws OfferRejectedException {
        for (SdpLine line : lines) {
            String text = line.text();
            boolean valid = text.isBlank()
                    || (text.length() >= 2 && text.charAt(0) >= 'a' && text.charAt(0) <= 'z' && text.charAt(1) == '=');
            if (!valid) {
                throw new OfferRejectedException(
                        malformed,
                        "Line " + line.number() + " is not SDP: a line is a letter, '=' and a value (RFC 8866 §5).",
                        text);
            }
            OfferShape.requireLength(line);
        }
    }

    private static void requireMediaLine(MediaSection section, Code malformed) throws OfferRejectedException {
        if (section.kind().isEmpty()
                || section.port() < 0
                || section.protocol().isEmpty()
                || section.formats().isEmpty()) {
            throw new OfferRejectedException(
                    malformed,
                    "Line " + section.mediaLine().number()
                            + " must be m=<media> <port> <proto> <fmt> … (RFC 8866 §5.14).",
                    section.mediaLine().text());
        }
    }
}
