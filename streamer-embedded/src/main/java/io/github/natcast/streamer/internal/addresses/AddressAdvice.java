package io.github.natcast.streamer.internal.addresses;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressScope;
import io.github.natcast.topology.PublicAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which public addresses cannot do what they are for. */
public final class AddressAdvice {
    private final List<IpAddress> bound;
    private final int mediaPort;

    /** @param bound where media are received; at least one address */
    public AddressAdvice(Collection<InetSocketAddress> bound) {
        this.bound = bound.stream()
                .map(address -> IpAddress.of(address.getAddress()))
                .toList();
        this.mediaPort = bound.iterator().next().getPort();
    }

    /**
     * Warnings, each a sentence that names the value and the fix.
     *
     * @param hosts with the addresses for which each stands
     */
    public List<String> of(Map<PublicHost, List<PublicAddress>> hosts) {
        List<String> advice = new ArrayList<>();
        hosts.forEach((host, addresses) -> {
            for (PublicAddress address : addresses) {
                unreachable(host, address.address()).ifPresent(advice::add);
                portThatStays(host, address).ifPresent(advice::add);
            }
            // A name may well stand for an address of a family that this host does not have, beside one that it has.
            if (!addresses.isEmpty() && addresses.stream().noneMatch(this::replaces)) {
                advice.add(useless(host, addresses.get(0)));
            }
        });
        return List.copyOf(advice);
    }

    private static Optional<String> unreachable(PublicHost host, IpAddress address) {
        return AddressScope.of(address)
                .map(scope -> "the public address " + label(host, address) + " is "
                        + switch (scope) {
                            case PRIVATE -> "private: only viewers in the same network reach it";
                            case CARRIER_GRADE ->
                                "one of carrier-grade NAT: nobody outside the provider's network reaches it";
                            case LOOPBACK -> "a loopback one: each viewer looks for it on its own host";
                            case LINK_LOCAL, UNSPECIFIED, RESERVED ->
                                "not one of the Internet: viewers cannot reach it";
                        }
                        + "; name the address at which the outside reaches this host");
    }

    /** What is public already is not replaced, its port included. */
    private Optional<String> portThatStays(PublicHost host, PublicAddress address) {
        int port = address.udp().mapOrZero(mediaPort);
        return port == mediaPort || port == 0 || !bound.contains(address.address())
                ? Optional.empty()
                : Optional.of("the public address " + label(host, address.address()) + " is one of this host itself, so"
                        + " that answers carry it with the media port " + mediaPort + " and not with " + port
                        + "; leave the port out, or set it as the media port");
    }

    private boolean replaces(PublicAddress address) {
        boolean udp = address.udp().mapOrZero(mediaPort) != 0;
        boolean tcp = address.tcp().mapOrZero(mediaPort) != 0;
        return (udp || tcp) && (address.bothFamilies() || hasFamily(address.family()));
    }

    private boolean hasFamily(AddressFamily family) {
        return bound.stream().anyMatch(own -> own.family() == family);
    }

    private String useless(PublicHost host, PublicAddress address) {
        String label = label(host, address.address());
        if (!address.bothFamilies() && !hasFamily(address.family())) {
            String family = address.family() == AddressFamily.IPV4 ? "IPv4" : "IPv6";
            return "the public address " + label + " replaces nothing: media are bound to no " + family
                    + " address of this host; bind one (0.0.0.0 binds all), or leave the public address out";
        }
        return "the public address " + label + " replaces nothing: its ports (" + address.udp()
                + ") lead to other ports than the media port " + mediaPort + "; name the public port of that one";
    }

    private static String label(PublicHost host, IpAddress address) {
        return host instanceof PublicHost.Named named ? address + " of " + named.name() : address.toString();
    }
}
