package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortForward;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One proxy of FRP: it forwards one port. Immutable.
 *
 * @param target what waits at {@code localPort}; empty for another host, or a port that nothing of ours has
 */
record FrpProxy(
        ForwardTransport transport, int remotePort, String localIp, int localPort, Optional<Endpoint> target) {
    /** Each takes a connection to the FRP server, or a stream of it; natcast needs one or two. */
    private static final int MOST = 1000;

    /** Those of a deployment, in the order of its forwards. */
    static List<FrpProxy> of(Deployment deployment) throws UserException {
        List<FrpProxy> all = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (PortForward forward : deployment.topology().forwards()) {
            if (all.size() + forward.publicPorts().size() > MOST) {
                throw new UserException("the forward of " + forward + " makes more than " + MOST
                        + " proxies of frp, one for each port; forward the ports alone that are used: natcast has one"
                        + " for all media");
            }
            for (int i = 0; i < forward.publicPorts().size(); i++) {
                FrpProxy proxy = of(deployment, forward, i);
                if (!taken.add(proxy.name())) {
                    throw new UserException(forward.transport().token() + " " + proxy.remotePort
                            + " is forwarded from two public addresses, but an FRP server has each port once; keep one"
                            + " of the two forwards");
                }
                all.add(proxy);
            }
        }
        return List.copyOf(all);
    }

    private static FrpProxy of(Deployment deployment, PortForward forward, int index) {
        int localPort = forward.localPorts().first() + index;
        Optional<Endpoint> target = Endpoint.isHere(deployment, forward)
                ? Endpoint.at(deployment, forward.transport(), localPort)
                : Optional.empty();
        String ip = forward.localAddress()
                .filter(address -> !address.isUnspecified())
                .map(IpAddress::toString)
                .orElseGet(() -> address(deployment.listening(), forward.transport(), target));
        return new FrpProxy(forward.transport(), forward.publicPorts().first() + index, ip, localPort, target);
    }

    /** What listens on every address does so on loopback: frpc is on the same host. */
    private static String address(Listening own, ForwardTransport transport, Optional<Endpoint> target) {
        String usual = transport == ForwardTransport.TCP ? own.httpAddress() : own.mediaAddress();
        String host = target.map(Endpoint::host).orElse(usual);
        return IpAddress.parse(host).filter(IpAddress::isUnspecified).isPresent() ? "127.0.0.1" : host;
    }

    /** Such as {@code natcast-udp-10111}: an FRP server has each name once for each user. */
    String name() {
        return "natcast-" + transport.token() + "-" + remotePort;
    }

    /** The end of the key of the note on it. */
    String use() {
        return target.map(each -> each.use().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("other");
    }

    boolean carriesMedia() {
        return transport == ForwardTransport.UDP
                || target.filter(each -> each.use() == Endpoint.Use.MEDIA_TCP).isPresent();
    }

    boolean leadsToNatcast() {
        return target.filter(Endpoint::isNatcast).isPresent();
    }
}
