package io.github.natcast.streamer.internal.negotiation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The ids of the RTP header extensions in an offer of this side (RFC 8285 §5). Stateless. */
final class OfferedExtensions {
    private static final String PLAYOUT_DELAY = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";

    private OfferedExtensions() {}

    /** Ids from 1, the same in all sections (RFC 9143 §10); in the order of the URIs, so that offers do not vary. */
    static Map<String, Integer> video(LocalMedia local) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String uri : new TreeSet<>(local.headerExtensions())) {
            ids.put(uri, ids.size() + 1);
        }
        return ids;
    }

    /** Less what says nothing of audio. */
    static Map<String, Integer> audio(LocalMedia local) {
        Map<String, Integer> ids = new LinkedHashMap<>(video(local));
        ids.remove(PLAYOUT_DELAY);
        return ids;
    }
}
