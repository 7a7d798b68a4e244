package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sections of the offer that share one transport: its BUNDLE group (RFC 9143), or its only section, which needs no
 * group (RFC 8829 §5.2.1). Immutable.
 *
 * @param isGroup whether the offer has a BUNDLE group, so that the answer has one
 * @param members the sections that share one transport, in the order of the group; the first is the tagged one
 */
record Bundle(boolean isGroup, List<MediaSection> members) {

    static Bundle of(SessionDescription offer) throws OfferRejectedException {
        for (String group : offer.attributes("group")) {
            List<String> tokens = SdpValues.split(group, ' ');
            if (!tokens.isEmpty() && tokens.get(0).equals("BUNDLE")) {
                return new Bundle(true, members(offer, tokens.subList(1, tokens.size()), group));
            }
        }
        List<MediaSection> offered =
                offer.mediaSections().stream().filter(Bundle::isOffered).toList();
        if (offered.size() == 1) {
            return new Bundle(false, offered);
        }
        throw new OfferRejectedException(
                Code.NO_BUNDLE,
                "The offer has " + offered.size()
                        + " media sections and no a=group:BUNDLE; all media share one transport (RFC 9143).");
    }

    MediaSection tagged() {
        return members.get(0);
    }

    /** The mids of the answer's group: the sections with media, and the tagged one in any case. */
    List<String> accepted(MediaSection video, Optional<MediaSection> audio) {
        return members.stream()
                .filter(section -> section == tagged()
                        || section == video
                        || audio.filter(known -> known == section).isPresent())
                .map(section -> section.mid().orElseThrow())
                .toList();
    }

    boolean contains(MediaSection section) {
        return members.contains(section);
    }

    private static List<MediaSection> members(SessionDescription offer, List<String> mids, String group)
            throws OfferRejectedException {
        Map<String, MediaSection> byMid = new HashMap<>();
        for (MediaSection section : offer.mediaSections()) {
            section.mid().ifPresent(mid -> byMid.putIfAbsent(mid, section));
        }
        List<MediaSection> members = new ArrayList<>();
        for (String mid : mids) {
            MediaSection section = byMid.remove(mid);
            if (section == null) {
                boolean twice = offer.mediaSection(mid).isPresent();
                throw new OfferRejectedException(
                        Code.NO_BUNDLE,
                        twice
                                ? "The BUNDLE group names \"" + mid + "\" twice."
                                : "The BUNDLE group names \"" + mid + "\", but no media section has that a=mid.",
                        "a=group:" + group);
            }
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
