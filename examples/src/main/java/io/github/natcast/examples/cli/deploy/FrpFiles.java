package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.TunnelKind;
import java.util.List;
import java.util.OptionalInt;

/** {@code frpc.toml} for the server's host, {@code frps.toml} for the public one. frp 0.64 and later read them. */
final class FrpFiles implements FileFormat {
    /** Of frp where nothing else is said, in bytes. */
    private static final int USUAL_DATAGRAM = 1500;
    /** Of natcast, in bytes. */
    private static final int LONGEST_PACKET = 1200;

    @Override
    public List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException {
        FrpClient frp = deployment
                .frp()
                .orElseThrow(() -> new UserException("natcast.toml has no [frp], so there is no tunnel to configure;"
                        + " add [frp] with server = \"ADDRESS\", and tunnel = \"frp\" to [network]"));
        if (deployment.topology().tunnel() != TunnelKind.FRP) {
            throw new UserException("natcast.toml has [frp], but tunnel is \""
                    + deployment.topology().tunnel().token() + "\"; write tunnel = \"frp\" in [network]");
        }
        List<FrpProxy> proxies = FrpProxy.of(deployment);
        if (proxies.isEmpty()) {
            throw new UserException("nothing is forwarded, so frp has no proxy; add a [[network.forward]] for the HTTP"
                    + " port " + deployment.listening().httpPort() + " (tcp) and one for the media port "
                    + deployment.listening().mediaPort() + " (udp)");
        }
        OptionalInt datagram = deployment.topology().tunnelDatagramBytes();
        return List.of(client(frp, proxies, datagram, notes), FrpServer.file(frp, proxies, datagram, notes));
    }

    private static DeployedFile client(FrpClient frp, List<FrpProxy> proxies, OptionalInt datagram, Notes notes)
            throws UserException {
        ConfigText out = new ConfigText(notes);
        out.note("head", "frp").note("frp.client").blank();
        out.line("serverAddr = " + Values.frp(frp.server().host()));
        out.line("serverPort = " + frp.server().port());
        if (frp.user().isPresent()) {
            out.note("frp.user", frp.user().get()).line("user = " + Values.frp(frp.user().get()));
        }
        out.note("frp.login").line("loginFailExit = false").blank();
        if (frp.tokenFile().isPresent()) {
            out.note("frp.token");
            out.line("auth.method = \"token\"").line("auth.tokenSource.type = \"file\"");
            out.line("auth.tokenSource.file.path = "
                    + Values.frp(frp.tokenFile().get().toString()));
        } else {
            out.note("frp.no-token");
        }
        out.blank();
        multiplexing(out, frp, proxies);
        datagrams(out, datagram);
        for (FrpProxy proxy : proxies) {
            proxy(out.blank(), frp, proxy);
        }
        return out.file("frpc.toml");
    }

    /** The value is the operator's, since the server must have the same; the note says whether it is the better one. */
    private static void multiplexing(ConfigText out, FrpClient frp, List<FrpProxy> proxies) {
        boolean media = proxies.stream().anyMatch(FrpProxy::carriesMedia);
        String choice = frp.tcpMux() ? media ? "frp.mux.on-media" : "frp.mux.on" : "frp.mux.off";
        out.note(choice).note("frp.mux.same").line("transport.tcpMux = " + frp.tcpMux());
    }

    private static void datagrams(ConfigText out, OptionalInt datagram) {
        if (datagram.isPresent()) {
            int bytes = datagram.getAsInt();
            out.note(bytes < LONGEST_PACKET ? "frp.datagram.short" : "frp.datagram", bytes, LONGEST_PACKET);
            out.line("udpPacketSize = " + bytes);
        } else {
            out.note("frp.datagram.usual", USUAL_DATAGRAM);
        }
    }

    private static void proxy(ConfigText out, FrpClient frp, FrpProxy proxy) throws UserException {
        out.note("frp.proxy." + proxy.use());
        out.line("[[proxies]]");
        out.line("name = " + Values.quoted(proxy.name()));
        out.line("type = " + Values.quoted(proxy.transport().token()));
        out.line("localIP = " + Values.frp(proxy.localIp()));
        out.line("localPort = " + proxy.localPort());
        out.line("remotePort = " + proxy.remotePort());
        if (frp.proxyProtocol() && proxy.transport() == ForwardTransport.TCP && proxy.leadsToNatcast()) {
            out.note("frp.proxy-protocol").line("transport.proxyProtocolVersion = \"v2\"");
        }
    }
}
