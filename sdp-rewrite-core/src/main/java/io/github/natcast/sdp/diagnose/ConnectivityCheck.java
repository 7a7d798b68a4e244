package io.github.natcast.sdp.diagnose;

/** What the observed connectivity checks, or their absence, say about the network (RFC 8445 §7). */
final class ConnectivityCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        switch (context.observedChecks()) {
            case UNKNOWN -> {}
            case NONE -> findings.addGeneral(FindingCode.NO_CHECKS);
            case REQUESTS -> findings.addGeneral(FindingCode.CHECKS_WITHOUT_PAIR);
            case VALID_PAIR -> findings.addGeneral(FindingCode.ICE_CONNECTED);
        }
    }
}
