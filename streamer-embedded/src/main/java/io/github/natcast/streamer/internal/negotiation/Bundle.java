package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * The offer's BUNDLE group (RFC 9143). Immutable.
 *
 * @param members the sections that share one transport, in the order of the group; the first is the tagged one
 */
record Bundle(List<MediaSection> members) {

    static Bundle of(SessionDescription offer) throws OfferRejectedException {
        for (String group : offer.attributes("group")) {
            List<String> tokens = SdpValues.split(group, ' ');
            if (!tokens.isEmpty() && tokens.get(0).equals("BUNDLE")) {
                return new Bundle(members(offer, tokens.subList(1, tokens.size()), group));
            }
        }
        throw new OfferRejectedException(
                Code.NO_BUNDLE, "The offer has no a=group:BUNDLE; all media share one transport (RFC 9143).");
    }

    MediaSection tagged() {
        return members.get(0);
    }

    boolean contains(MediaSection section) {
        return members.contains(section);
    }

    private static List<MediaSection> members(SessionDescription offer, List<String> mids, String group)
            throws OfferRejectedException {
        List<MediaSection> members = new ArrayList<>();
        for (String mid : mids) {
            MediaSection section = offer.mediaSection(mid)
                    .orElseThrow(() -> new OfferRejectedException(
                            Code.NO_BUNDLE,
                            "The BUNDLE group names \"" + mid + "\", but no media section has that a=mid.",
                            "a=group:" + group));
            if (isOffered(section)) {
                members.add(section);
            }
        }
        if (members.isEmpty()) {
            throw new OfferRejectedException(
                    Code.NO_BUNDLE, "The BUNDLE group has no media section that is in use.", "a=group:" + group);
        }
        return List.copyOf(members);
    }

    /** Whether a section is in use; with {@code a=bundle-only}, port 0 is not a rejection (RFC 9143 §6). */
    static boolean isOffered(MediaSection section) {
        return section.port() > 0 || section.hasAttribute("bundle-only");
    }
}
