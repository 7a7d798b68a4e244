package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import io.github.natcast.topology.NetworkTopology;

/** STUN and TURN servers that a browser refuses or cannot reach. */
final class IceServerCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (IceServer server : context.topology().iceServers()) {
            server.missingCredential()
                    .ifPresent(field -> findings.addGeneral(
                            FindingCode.TURN_WITHOUT_CREDENTIALS, server.urls().toString(), field));
            server.unknownToBrowsers().forEach(url -> findings.addGeneral(FindingCode.ICE_SERVER_SCHEME, url));
            for (IceServerUrl url : server.urls()) {
                url.ip().ifPresent(address -> examine(context.topology(), url, address, findings));
            }
        }
    }

    private static void examine(NetworkTopology topology, IceServerUrl url, IpAddress address, Findings findings) {
        ForwardTransport other = url.transport().other();
        if (!topology.isPublic(address)) {
            // Elsewhere: what is forwarded here says nothing of it.
            if (PrivateAddresses.contains(address)
                    && !topology.publicAddresses().isEmpty()) {
                findings.addGeneral(FindingCode.ICE_SERVER_PRIVATE, url);
            }
        } else if (!topology.isReachable(url.transport(), address, url.port())
                && topology.forward(other, address, url.port()).isPresent()) {
            findings.addGeneralAs(
                    FindingCode.ICE_SERVER_TRANSPORT,
                    url.isTurn() ? "" : "stun",
                    url,
                    url.transport(),
                    url.port(),
                    address,
                    other,
                    url.transport().token(),
                    other.token());
        }
    }
}
