package io.github.natcast.sdp.diagnose;

/** What the observed connectivity checks, or their absence, say about the network (RFC 8445 §7). */
final class ConnectivityCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        switch (context.observedChecks()) {
            case UNKNOWN -> {}
            case NONE ->
                findings.add(
                        FindingCode.NO_CHECKS,
                        "No connectivity check of the viewer reached the server: nothing gets through to the"
                                + " addresses and ports that the server advertises.",
                        "Mend what stands above first; if nothing does, look for a firewall or a tunnel that is"
                                + " not running: watch for STUN packets at the public host and at the server.");
            case REQUESTS ->
                findings.add(
                        FindingCode.CHECKS_WITHOUT_PAIR,
                        "Connectivity checks of the viewer arrive, but none succeeds: replies do not get back, or the"
                                + " credentials differ.",
                        "Check that replies leave from the address and port that the checks came to, and that the"
                                + " answer the viewer has is the one of this session, not of an earlier one.");
            case VALID_PAIR ->
                findings.add(
                        FindingCode.ICE_CONNECTED,
                        "ICE found a way: addresses and ports are right.",
                        "If there is no picture, look at DTLS (fingerprint, setup), at codecs, and at packets longer"
                                + " than the path carries.");
        }
    }
}
