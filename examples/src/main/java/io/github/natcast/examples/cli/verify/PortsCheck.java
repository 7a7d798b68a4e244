package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.topology.ForwardTransport;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether each of the server's own ports is free, or held by the server that runs. */
final class PortsCheck implements Check {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public CheckName name() {
        return CheckName.PORTS;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        Listening listening = trial.deployment().listening();
        Optional<TestedServer> running = trial.running();
        boolean starting = trial.isStarting();
        List<Result> results = new ArrayList<>();
        HostPort http = new HostPort(listening.httpAddress(), listening.httpPort());
        results.add(running.isPresent() ? holds("TCP " + http, "ours") : free(ForwardTransport.TCP, http));
        HostPort media = new HostPort(listening.mediaAddress(), listening.mediaPort());
        results.add(port(ForwardTransport.UDP, media, running, trial));
        listening
                .tcpPort()
                .ifPresent(number -> results.add(
                        port(ForwardTransport.TCP, new HostPort(listening.mediaAddress(), number), running, trial)));
        listening.admin().ifPresent(admin -> results.add(admin(admin, running, trial)));
        return starting ? results.stream().map(this::whileStarting).toList() : results;
    }

    /** What is taken is probably its own, and what is free may be its own soon. */
    private Result whileStarting(Result result) {
        boolean other =
                result.verdict() == Verdict.FAILS && !result.reason().key().endsWith(".taken");
        return other ? result : Result.unknown(name(), result.subject(), "starting");
    }

    private Result holds(String subject, String key) {
        return Result.holds(name(), subject, key);
    }

    private static String subject(ForwardTransport transport, HostPort port) {
        return transport.token().toUpperCase(Locale.ROOT) + " " + port;
    }

    /** Of media: a free port where a server runs is one that this server does not listen on. */
    private Result port(ForwardTransport transport, HostPort port, Optional<TestedServer> running, Trial trial) {
        Result free = free(transport, port);
        if (running.isEmpty()) {
            return free;
        }
        if (free.verdict() == Verdict.HOLDS) {
            return Result.fails(name(), free.subject(), "not-listening", port);
        }
        try (OpenSession session = running.get().open()) {
            InetSocketAddress at = Hosts.reached(port.host(), port.port());
            Reached reached = Reaching.ice(transport, at, session.credentials(), trial.patience());
            return switch (reached.kind()) {
                case PROVED -> holds(free.subject(), "ours");
                // Another program, or the natcast behind a firewall of this host: both say nothing.
                case SILENT -> Result.unknown(name(), free.subject(), "silent", at.getPort());
                case OTHER, CLOSED, REFUSED -> free;
            };
        } catch (IOException e) {
            return Result.unknown(name(), free.subject(), "no-session", String.valueOf(e.getMessage()));
        }
    }

    private Result admin(HostPort admin, Optional<TestedServer> running, Trial trial) {
        Result free = free(ForwardTransport.TCP, admin);
        if (free.verdict() == Verdict.HOLDS || running.isEmpty()) {
            return free;
        }
        String nonce = Nonces.next(RANDOM);
        try {
            HttpCall call = new HttpCall(false, Hosts.reached(admin.host(), admin.port()), admin.toString());
            Optional<String> proof = TestedServer.proof(call, nonce, trial.patience());
            boolean ours = proof.isPresent() && proof.equals(running.get().proof(nonce));
            return ours ? holds(free.subject(), "ours") : free;
        } catch (IOException e) {
            return free;
        }
    }

    private Result free(ForwardTransport transport, HostPort port) {
        String subject = subject(transport, port);
        try {
            InetAddress address = InetAddress.getByName(port.host());
            if (transport == ForwardTransport.UDP) {
                new DatagramSocket(port.port(), address).close();
            } else {
                listen(address, port.port());
            }
            return holds(subject, "free");
        } catch (UnknownHostException e) {
            return Result.fails(name(), subject, "no-address", port.host());
        } catch (BindException e) {
            return bindFailure(subject, port, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Result.unknown(name(), subject, "not-tried", String.valueOf(e.getMessage()));
        }
    }

    private static void listen(InetAddress address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: connections of one that has just ended are not in the way.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        }
    }

    /** By the words of Linux, which Java passes on. */
    private Result bindFailure(String subject, HostPort port, String message) {
        if (message.contains("Cannot assign requested address")) {
            return Result.fails(name(), subject, "no-address", port.host());
        }
        return message.contains("Permission denied")
                ? Result.fails(name(), subject, "forbidden", port.port())
                : Result.fails(name(), subject, "taken", port);
    }
}
