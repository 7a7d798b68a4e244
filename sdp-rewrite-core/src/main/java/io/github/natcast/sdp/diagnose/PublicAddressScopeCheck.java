package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.topology.NetworkTopology;
import java.util.List;
import java.util.stream.Stream;

/** Public addresses of the topology that are not public, or only for some. */
final class PublicAddressScopeCheck implements Check {
    /** RFC 5737 §3, RFC 3849 §2, RFC 9637 §4, and RFC 2544 §C.2.2 for benchmarks. */
    private static final List<AddressRange> EXAMPLES = Stream.of(
                    "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15", "2001:db8::/32", "3fff::/20")
            .map(AddressRange::parse)
            .toList();

    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        NetworkTopology topology = context.topology();
        for (IpAddress address : topology.publicAddresses()) {
            if (address.isLoopback()) {
                findings.addGeneral(FindingCode.PUBLIC_ADDRESS_LOOPBACK, address);
            } else if (in(PrivateAddresses.SHARED, address)) {
                findings.addGeneral(FindingCode.PUBLIC_ADDRESS_SHARED, address);
            } else if (in(EXAMPLES, address)) {
                findings.addGeneral(FindingCode.PUBLIC_ADDRESS_EXAMPLE, address);
            } else if (PrivateAddresses.contains(address) && !topology.isUntranslated(address)) {
                privateAddress(topology, address, findings);
            }
        }
    }

    private static void privateAddress(NetworkTopology topology, IpAddress address, Findings findings) {
        if (topology.localAddresses().stream().anyMatch(local -> DiagnosisContext.shareNetwork(address, local))) {
            findings.addGeneral(FindingCode.PUBLIC_ADDRESS_INNER, address);
        } else {
            findings.addGeneral(FindingCode.PUBLIC_ADDRESS_PRIVATE, address);
        }
    }

    private static boolean in(List<AddressRange> ranges, IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
