package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;

/**
 * How many parts an offer or a fragment may have, and how long its lines may be, so that each costs little. Stateless.
 */
final class OfferShape {
    /** Browsers offer one section for each track; a large conference has 25. */
    static final int MAXIMUM_SECTIONS = 64;

    /** A payload type has seven bits (RFC 3550 §5.1). */
    static final int MAXIMUM_FORMATS = 128;

    /** Chromium's longest section has 150 lines, and a line for each candidate. */
    static final int MAXIMUM_LINES = 1024;

    /**
     * In characters. Browsers' longest lines have 300; parameter sets and groups of many sections make 1,500, and an
     * {@code a=identity} (RFC 8827 §5) some thousands.
     */
    static final int MAXIMUM_LINE = 8 << 10;

    /** A host with many interfaces has two for each of their addresses. */
    static final int MAXIMUM_CANDIDATES = 256;

    private OfferShape() {}

    static void require(SessionDescription description) throws OfferRejectedException {
        require(description.mediaSections().size(), MAXIMUM_SECTIONS, "media sections");
        require(description.sessionLines().size(), MAXIMUM_LINES, "lines before its first media section");
        for (MediaSection section : description.mediaSections()) {
            String where = "in the section of line " + section.mediaLine().number();
            require(section.formats().size(), MAXIMUM_FORMATS, "formats " + where);
            require(section.lines().size(), MAXIMUM_LINES, "lines " + where);
        }
    }

    static void requireLength(SdpLine line) throws OfferRejectedException {
        require(line.text().length(), MAXIMUM_LINE, "characters in line " + line.number());
    }

    /** Those of one transport. */
    static void requireCandidates(int candidates) throws OfferRejectedException {
        require(candidates, MAXIMUM_CANDIDATES, "candidates");
    }

    private static void require(int count, int most, String what) throws OfferRejectedException {
        if (count > most) {
            throw new OfferRejectedException(
                    Code.TOO_LARGE, "It has " + count + ' ' + what + "; at most " + most + " are accepted.");
        }
    }
}
