package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressScope;
import io.github.natcast.streamer.probe.IceProbe;
import io.github.natcast.streamer.probe.ProbeException;
import io.github.natcast.streamer.probe.RelayProbe;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import io.github.natcast.topology.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether each TURN server takes the credentials, relays for the public addresses, and carries a datagram. */
final class TurnCheck implements Check {

    @Override
    public CheckName name() {
        return CheckName.TURN;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (IceServer server : trial.deployment().topology().iceServers()) {
            for (IceServerUrl url : server.urls()) {
                if (url.isTurn()) {
                    results.addAll(examine(trial, server, url));
                }
            }
        }
        return results;
    }

    private List<Result> examine(Trial trial, IceServer server, IceServerUrl url) throws InterruptedException {
        if (url.transport() != ForwardTransport.UDP) {
            return List.of(Result.unknown(name(), url, "not-udp"));
        }
        Optional<TurnCredential> credential;
        try {
            credential = TurnCredential.of(server, trial.deployment());
        } catch (IOException e) {
            return List.of(Result.fails(name(), url, "secret", String.valueOf(e.getMessage())));
        }
        if (credential.isEmpty()) {
            return List.of(Result.fails(name(), url, "no-credential", url));
        }
        try {
            InetSocketAddress address = Hosts.resolve(url.host(), url.port());
            InetAddress bind = Hosts.wildcard(address.getAddress());
            try (IceProbe probe = IceProbe.open(bind, trial.patience());
                    RelayProbe relay = credential.get().relay(probe, address)) {
                return relayed(trial, url, relay, address);
            }
        } catch (UnknownHostException e) {
            return List.of(Result.fails(name(), url, "no-name", url.host()));
        } catch (ProbeException e) {
            return List.of(refused(url, e.errorCode()));
        } catch (IOException e) {
            return List.of(Result.fails(name(), url, "silent", url));
        }
    }

    /** RFC 8656 §19.2. */
    private Result refused(IceServerUrl url, int code) {
        return switch (code) {
            case 0 -> Result.fails(name(), url, "silent", url);
            case 401, 441 -> Result.fails(name(), url, "password", url);
            case 486, 508 -> Result.fails(name(), url, "full", url, code);
            default -> Result.fails(name(), url, "refused", url, code);
        };
    }

    private List<Result> relayed(Trial trial, IceServerUrl url, RelayProbe relay, InetSocketAddress server)
            throws InterruptedException {
        InetSocketAddress from = relay.relayedAddress();
        List<Result> results = new ArrayList<>();
        results.add(Result.holds(name(), url, "allocated", Addresses.text(from)));
        boolean toldPrivate = AddressScope.of(IpAddress.of(from.getAddress())).isPresent();
        boolean isPublic = AddressScope.of(IpAddress.of(server.getAddress())).isEmpty();
        if (toldPrivate && isPublic) {
            results.add(Result.fails(name(), url, "private", Addresses.text(from), url.host()));
            return results;
        }
        if (permits(trial.deployment(), url, relay, results)) {
            results.add(carried(trial, url, relay));
        }
        return results;
    }

    /** For the addresses that answers name, by which a relayed browser reaches the media port. */
    private boolean permits(Deployment deployment, IceServerUrl url, RelayProbe relay, List<Result> results) {
        for (IpAddress address : named(
                deployment, IpAddress.of(relay.relayedAddress().getAddress()).family())) {
            try {
                relay.permit(address.toInetAddress());
            } catch (IOException e) {
                int code = e instanceof ProbeException refusal ? refusal.errorCode() : 0;
                results.add(Result.fails(name(), url, "forbidden", address, code));
                return false;
            }
        }
        return true;
    }

    /** Without a public address, answers name this host's own. */
    private static List<IpAddress> named(Deployment deployment, AddressFamily family) {
        List<IpAddress> addresses = deployment.topology().publicAddresses().isEmpty()
                ? deployment.topology().localAddresses()
                : deployment.topology().publicAddresses();
        return addresses.stream().filter(address -> address.family() == family).toList();
    }

    /** To the server that is tried, as a relayed browser does it; else between two ports of this host. */
    private Result carried(Trial trial, IceServerUrl url, RelayProbe relay) throws InterruptedException {
        Optional<InetSocketAddress> media = media(trial.deployment(), relay);
        Optional<TestedServer> server = media.isPresent() ? trial.server() : Optional.empty();
        if (media.isPresent() && server.isPresent()) {
            try (OpenSession session = server.get().open()) {
                relay.check(media.get(), session.credentials(), Reaching.LONGEST_ICE);
                return Result.holds(name(), url, "media", Addresses.text(media.get()));
            } catch (IOException e) {
                // It may be the media port that is not reached: so try without it.
            }
        }
        return exchanged(trial, url, relay);
    }

    private static Optional<InetSocketAddress> media(Deployment deployment, RelayProbe relay) {
        IpAddress from = IpAddress.of(relay.relayedAddress().getAddress());
        return deployment.topology().publicAddresses(from.family()).stream()
                .filter(address -> deployment.publicMediaPort().isPresent())
                .findFirst()
                .map(address -> Hosts.socketAddress(
                        address, deployment.publicMediaPort().getAsInt()));
    }

    private Result exchanged(Trial trial, IceServerUrl url, RelayProbe relay) {
        Object ports = trial.deployment()
                .turn()
                .map(TurnRelay::relayPorts)
                .map(PortRange::toString)
                .orElse("49152-65535");
        InetSocketAddress from = relay.relayedAddress();
        try (IceProbe peer = IceProbe.open(Hosts.wildcard(from.getAddress()), trial.patience())) {
            relay.permit(relay.mappedAddress().getAddress());
            RelayProbe.Exchanged exchanged = relay.exchange(peer);
            if (exchanged == RelayProbe.Exchanged.BOTH_WAYS) {
                return Result.holds(name(), url, "carried");
            }
            boolean sameNat =
                    trial.deployment().topology().turnServersBehindSameNat().contains(url);
            return sameNat
                    ? Result.unknown(name(), url, "same-nat", ports)
                    : Result.fails(name(), url, "not-carried", Addresses.text(from), ports);
        } catch (IOException e) {
            return Result.unknown(name(), url, "not-tried", String.valueOf(e.getMessage()));
        }
    }
}
