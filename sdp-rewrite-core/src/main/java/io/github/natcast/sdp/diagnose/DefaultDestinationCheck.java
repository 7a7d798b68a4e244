package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.ConnectionAddress;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import java.util.List;
import java.util.Optional;

/**
 * The default destination, {@code c=} with the port of {@code m=}, must be one of the candidates, or a strict peer
 * concludes that something on the way changed it, and gives up ICE (RFC 8839, Verifying ICE Support). Exempt are
 * {@code 0.0.0.0}, {@code ::}, port 9 and host names.
 */
final class DefaultDestinationCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        for (ParsedDescription description : context.descriptions()) {
            for (MediaSection section : description.sections()) {
                examine(description, section, findings);
            }
        }
    }

    private static void examine(ParsedDescription description, MediaSection section, Findings findings) {
        List<SdpLine.Candidate> candidates = description.candidateLines(section);
        Optional<IpAddress> destination =
                section.connectionAddress().flatMap(ConnectionAddress::ip).filter(ip -> !ip.isUnspecified());
        int port = section.port();
        if (candidates.isEmpty() || destination.isEmpty() || port <= 0 || port == 9) {
            return;
        }
        boolean found = candidates.stream()
                .map(SdpLine.Candidate::candidate)
                .anyMatch(candidate -> candidate.ip().isEmpty()
                        || (candidate.port() == port && candidate.ip().equals(destination)));
        if (!found) {
            findings.add(
                    FindingCode.DEFAULT_NOT_A_CANDIDATE, description, section.mediaLine(), destination.get(), port);
        }
    }
}
