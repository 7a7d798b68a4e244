package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;

/** Whether the tunnel's server takes connections. Whether it takes the token, only the tunnel's client can say. */
final class TunnelCheck implements Check {

    @Override
    public CheckName name() {
        return CheckName.TUNNEL;
    }

    @Override
    public List<Result> run(Trial trial) {
        return trial.deployment()
                .frp()
                .map(frp -> connect(frp.server(), trial))
                .map(List::of)
                .orElse(List.of());
    }

    private Result connect(HostPort server, Trial trial) {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = Hosts.resolve(server.host(), server.port());
            socket.connect(address, (int) trial.patience().toMillis());
            return Result.holds(name(), server, "open");
        } catch (UnknownHostException e) {
            return Result.fails(name(), server, "no-name", server.host());
        } catch (ConnectException e) {
            return Result.fails(name(), server, "refused", server);
        } catch (IOException e) {
            return Result.fails(name(), server, "silent", server);
        }
    }
}
