package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.List;

/**
 * This side's transport as an offer of its own describes it. The DTLS roles are left to the answer. Immutable.
 *
 * @param sessionId the {@code sess-id} of {@code o=}, 0 or more; a new one for every session
 * @param version the {@code sess-version} of {@code o=}, 1 in the first offer
 * @param iceCredentials this side's ICE credentials
 * @param fingerprint the fingerprint of this side's certificate
 * @param candidates all of them, as {@code candidate:…}; none is trickled
 */
public record OfferTransport(
        long sessionId, long version, IceCredentials iceCredentials, Fingerprint fingerprint, List<String> candidates) {

    public OfferTransport {
        candidates = List.copyOf(candidates);
        if (sessionId < 0) {
            throw new IllegalArgumentException("session id " + sessionId + " must not be negative");
        }
        for (String candidate : candidates) {
            if (!candidate.startsWith("candidate:")) {
                throw new IllegalArgumentException("\"" + candidate + "\" must begin with \"candidate:\"");
            }
        }
    }
}
