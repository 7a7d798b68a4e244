package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.SdpLine;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Sides that share no address family: a candidate pair needs one (RFC 8445 §6.1.2.2). */
final class AddressFamilyCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        if (context.local().isEmpty() || context.remote().isEmpty()) {
            return;
        }
        ParsedDescription local = context.local().get();
        Set<AddressFamily> ours = families(local.candidateLines());
        Set<AddressFamily> theirs = families(context.remote().get().candidateLines());
        if (!ours.isEmpty() && !theirs.isEmpty() && ours.stream().noneMatch(theirs::contains)) {
            findings.add(
                    FindingCode.FAMILY_MISMATCH, local, local.candidateLines().get(0), only(ours), only(theirs));
        }
    }

    /** A host name may stand for either family, so there is nothing to conclude when there is one. */
    private static Set<AddressFamily> families(List<SdpLine.Candidate> lines) {
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        for (SdpLine.Candidate line : lines) {
            line.candidate().ip().ifPresent(ip -> families.add(ip.unmapped().family()));
            if (line.candidate().ip().isEmpty()) {
                return EnumSet.noneOf(AddressFamily.class);
            }
        }
        return families;
    }

    private static AddressFamily only(Set<AddressFamily> families) {
        return families.iterator().next();
    }
}
