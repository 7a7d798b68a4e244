package io.github.natcast.streamer.internal.negotiation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The ids of the RTP header extensions in an offer of this side (RFC 8285 §5). Stateless. */
final class OfferedExtensions {
    /** Says which section a packet belongs to (RFC 9143 §15). */
    static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    /** Says which simulcast stream a packet belongs to (RFC 8852 §4.1). */
    static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    /** Says which simulcast stream a packet resends (RFC 8852 §4.2). */
    static final String REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";

    private static final String PLAYOUT_DELAY = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

    /** What tells the streams of one section apart; where there is one, its {@code a=ssrc} says enough. */
    private static final Set<String> NAMES = Set.of(MID, RID, REPAIRED_RID);

    /** What says nothing of audio. */
    private static final Set<String> VIDEO_ONLY = Set.of(RID, REPAIRED_RID, PLAYOUT_DELAY);

    private OfferedExtensions() {}

    /** Ids from 1, the same in all sections (RFC 9143 §10); in the order of the URIs, so that offers do not vary. */
    static Map<String, Integer> video(LocalMedia local, boolean simulcast) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String uri : new TreeSet<>(local.headerExtensions())) {
            // The names take its place in the packets, which would become too long; and no server shows pictures.
            if (simulcast ? !uri.equals(PLAYOUT_DELAY) : !NAMES.contains(uri)) {
                ids.put(uri, ids.size() + 1);
            }
        }
        return ids;
    }

    static Map<String, Integer> audio(LocalMedia local, boolean simulcast) {
        Map<String, Integer> ids = new LinkedHashMap<>(video(local, simulcast));
        ids.keySet().removeAll(VIDEO_ONLY);
        return ids;
    }
}
