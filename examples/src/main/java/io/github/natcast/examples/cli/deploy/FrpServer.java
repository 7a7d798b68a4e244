package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.topology.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** {@code frps.toml}: what the public host's end of the tunnel must agree to. Stateless. */
final class FrpServer {
    private FrpServer() {}

    static DeployedFile file(FrpClient frp, List<FrpProxy> proxies, OptionalInt datagram, Notes notes) {
        ConfigText out = new ConfigText(notes);
        out.note("head", "frp").note("frp.server", frp.server()).blank();
        out.line("bindPort = " + frp.server().port()).blank();
        if (frp.tokenFile().isPresent()) {
            out.note("frp.server.token");
            out.line("auth.method = \"token\"").line("auth.tokenSource.type = \"file\"");
            out.line("auth.tokenSource.file.path = \"/etc/frp/token\"");
        } else {
            out.note("frp.no-token");
        }
        out.blank().note("frp.mux.same").line("transport.tcpMux = " + frp.tcpMux());
        if (datagram.isPresent()) {
            out.note("frp.datagram.same").line("udpPacketSize = " + datagram.getAsInt());
        }
        out.blank().note("frp.server.ports").line("allowPorts = [");
        for (PortRange range : ranges(proxies)) {
            out.line("  { start = " + range.first() + ", end = " + range.last() + " },");
        }
        return out.line("]").file("frps.toml");
    }

    /** The fewest ranges that have all ports; FRP does not tell TCP from UDP here. */
    static List<PortRange> ranges(List<FrpProxy> proxies) {
        List<PortRange> ranges = new ArrayList<>();
        proxies.stream().map(FrpProxy::remotePort).distinct().sorted().forEach(port -> {
            int end = ranges.size() - 1;
            if (end >= 0 && ranges.get(end).last() == port - 1) {
                ranges.set(end, new PortRange(ranges.get(end).first(), port));
            } else {
                ranges.add(PortRange.of(port));
            }
        });
        return ranges;
    }
}
