package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether connectivity checks to the public media port come to this server, and its answers back. */
final class UdpCheck implements Check {

    @Override
    public CheckName name() {
        return CheckName.UDP;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        Deployment deployment = trial.deployment();
        int mediaPort = deployment.listening().mediaPort();
        if (deployment.topology().publicAddresses().isEmpty()) {
            return List.of();
        }
        OptionalInt outside = deployment.publicMediaPort();
        if (outside.isEmpty()) {
            return List.of(Result.fails(name(), "UDP " + mediaPort, "no-forward", mediaPort));
        }
        Optional<TestedServer> server = trial.server();
        if (server.isEmpty()) {
            return List.of(Result.unknown(name(), "UDP " + outside.getAsInt(), "no-server", trial.absence()));
        }
        List<Result> results = new ArrayList<>();
        for (IpAddress address : deployment.topology().publicAddresses()) {
            results.add(result(trial, server.get(), address, Hosts.socketAddress(address, outside.getAsInt())));
        }
        return results;
    }

    private Result result(Trial trial, TestedServer server, IpAddress address, InetSocketAddress at) {
        Deployment deployment = trial.deployment();
        try (OpenSession session = server.open()) {
            Attempt attempt = new Attempt.Ice(ForwardTransport.UDP, at, session.credentials());
            View view = View.of(deployment.topology(), address);
            return new FromOutside(name(), trial)
                    .result(
                            attempt,
                            Optional.empty(),
                            view,
                            deployment.listening().mediaPort());
        } catch (SessionRefusedException e) {
            return Result.unknown(
                    name(),
                    Addresses.text(at),
                    e.isForbidden() ? "token" : "no-session",
                    String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Result.unknown(name(), Addresses.text(at), "no-session", String.valueOf(e.getMessage()));
        }
    }
}
