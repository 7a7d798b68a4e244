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
                findings.add(
                        FindingCode.PUBLIC_ADDRESS_LOOPBACK,
                        "The public address " + address + " of the topology is a loopback address: each viewer is sent"
                                + " to its own host.",
                        fix());
            } else if (in(PrivateAddresses.SHARED, address)) {
                findings.add(
                        FindingCode.PUBLIC_ADDRESS_SHARED,
                        "The public address " + address + " of the topology belongs to carrier-grade NAT (RFC 6598) or"
                                + " to an overlay network; only viewers in the same network reach it.",
                        "Ask the provider for a public address, or use a tunnel to a host that has one.");
            } else if (in(EXAMPLES, address)) {
                findings.add(
                        FindingCode.PUBLIC_ADDRESS_EXAMPLE,
                        "The public address " + address + " of the topology is reserved for documentation or"
                                + " benchmarks; nobody reaches it on the Internet.",
                        fix());
            } else if (PrivateAddresses.contains(address) && !topology.isUntranslated(address)) {
                privateAddress(topology, address, findings);
            }
        }
    }

    private static void privateAddress(NetworkTopology topology, IpAddress address, Findings findings) {
        if (topology.localAddresses().stream().anyMatch(local -> DiagnosisContext.shareNetwork(address, local))) {
            findings.add(
                    FindingCode.PUBLIC_ADDRESS_INNER,
                    "The public address " + address + " of the topology is in the server's own network: it is the inner"
                            + " side of the router, not the outer one.",
                    "Write the router's outer address (its status page shows it); if viewers are in this network only,"
                            + " leave publicAddresses out.");
        } else {
            findings.add(
                    FindingCode.PUBLIC_ADDRESS_PRIVATE,
                    "The public address " + address + " of the topology is private: viewers in the same company network"
                            + " reach it, and others do not.",
                    "Do nothing if all viewers are there; otherwise write the address at which the Internet reaches the"
                            + " server.");
        }
    }

    private static String fix() {
        return "Write the address at which viewers reach the server from outside.";
    }

    private static boolean in(List<AddressRange> ranges, IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
