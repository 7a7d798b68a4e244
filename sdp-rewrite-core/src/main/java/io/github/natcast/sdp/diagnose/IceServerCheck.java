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
                    .ifPresent(field -> findings.add(
                            FindingCode.TURN_WITHOUT_CREDENTIALS,
                            "The TURN server " + server.urls() + " has no " + field
                                    + "; browsers refuse to create a connection with it (InvalidAccessError).",
                            "Add username and credential to it, or use a stun: URL."));
            for (IceServerUrl url : server.urls()) {
                url.ip().ifPresent(address -> examine(context.topology(), url, address, findings));
            }
        }
    }

    private static void examine(NetworkTopology topology, IceServerUrl url, IpAddress address, Findings findings) {
        ForwardTransport other = url.transport().other();
        if (!topology.isPublic(address)
                && PrivateAddresses.contains(address)
                && !topology.publicAddresses().isEmpty()) {
            findings.add(
                    FindingCode.ICE_SERVER_PRIVATE,
                    "The address of " + url + " is private; viewers outside cannot reach this server.",
                    "Give its public address, and forward its port.");
        } else if (!topology.isReachable(url.transport(), address, url.port())
                && topology.forward(other, address, url.port()).isPresent()) {
            findings.add(
                    FindingCode.ICE_SERVER_TRANSPORT,
                    url + " uses " + url.transport() + ", but port " + url.port()
                            + " of " + address + " is forwarded for "
                            + other + " only.",
                    "Forward the port for " + url.transport().token() + " too, or set ?transport=" + other.token()
                            + " if the server behind it speaks TURN there.");
        }
    }
}
