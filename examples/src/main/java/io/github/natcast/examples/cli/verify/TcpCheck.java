package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the public TCP ports, of HTTP and of media, lead to this server and to no other. */
final class TcpCheck implements Check {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public CheckName name() {
        return CheckName.TCP;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        Deployment deployment = trial.deployment();
        int httpPort = deployment.listening().httpPort();
        if (deployment.topology().publicAddresses().isEmpty()) {
            return List.of();
        }
        OptionalInt outside = deployment.publicHttpPort();
        if (outside.isEmpty()) {
            return List.of(Result.fails(name(), "TCP " + httpPort, "no-forward", httpPort));
        }
        Optional<TestedServer> server = trial.server();
        if (server.isEmpty()) {
            return List.of(Result.unknown(name(), "TCP " + outside.getAsInt(), "no-server", trial.absence()));
        }
        List<Result> results = new ArrayList<>();
        for (IpAddress address : deployment.topology().publicAddresses()) {
            results.add(http(trial, server.get(), address, outside.getAsInt()));
            media(trial, server.get(), address).ifPresent(results::add);
        }
        return results;
    }

    private Result http(Trial trial, TestedServer server, IpAddress address, int port) {
        Deployment deployment = trial.deployment();
        InetSocketAddress at = Hosts.socketAddress(address, port);
        String nonce = Nonces.next(RANDOM);
        try {
            Optional<String> proof = server.proof(nonce);
            if (proof.isEmpty()) {
                return Result.unknown(name(), Addresses.text(at), "no-proof");
            }
            Attempt attempt = new Attempt.Http(deployment.tls().isPresent(), at, Hosts.authority(deployment), nonce);
            View view = View.of(deployment.topology(), address);
            return new FromOutside(name(), trial)
                    .result(attempt, proof, view, deployment.listening().httpPort());
        } catch (IOException e) {
            return Result.unknown(name(), Addresses.text(at), "no-proof");
        }
    }

    private Optional<Result> media(Trial trial, TestedServer server, IpAddress address) {
        Deployment deployment = trial.deployment();
        OptionalInt local = deployment.listening().tcpPort();
        if (local.isEmpty() || local.getAsInt() == deployment.listening().httpPort()) {
            return Optional.empty();
        }
        OptionalInt outside = deployment.publicPort(ForwardTransport.TCP, local.getAsInt());
        if (outside.isEmpty()) {
            return Optional.of(Result.fails(name(), "TCP " + local.getAsInt(), "no-media-forward", local.getAsInt()));
        }
        InetSocketAddress at = Hosts.socketAddress(address, outside.getAsInt());
        try (OpenSession session = server.open()) {
            Attempt attempt = new Attempt.Ice(ForwardTransport.TCP, at, session.credentials());
            View view = View.of(deployment.topology(), address);
            return Optional.of(
                    new FromOutside(name(), trial).result(attempt, Optional.empty(), view, local.getAsInt()));
        } catch (IOException e) {
            return Optional.of(
                    Result.unknown(name(), Addresses.text(at), "no-session", String.valueOf(e.getMessage())));
        }
    }
}
