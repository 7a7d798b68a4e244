package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.List;

/**
 * The server's side of one viewer's transport, as the answer describes it. Immutable.
 *
 * @param sessionId the {@code sess-id} of {@code o=}, 0 or more; a new one for every viewer
 * @param version the {@code sess-version} of {@code o=}: 1 in a viewer's first answer, and one more in each further one
 * @param iceCredentials the server's ICE credentials
 * @param dtlsRole the server's role in the handshake
 * @param fingerprint the fingerprint of the server's certificate
 * @param candidates the candidates as {@code candidate:…}, the default destination first; may be empty when all are
 *     trickled
 * @param endOfCandidates whether no candidate will be trickled (RFC 8838 §8.2)
 */
public record LocalTransport(
        long sessionId,
        long version,
        IceCredentials iceCredentials,
        DtlsRole dtlsRole,
        Fingerprint fingerprint,
        List<String> candidates,
        boolean endOfCandidates) {

    public LocalTransport {
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
