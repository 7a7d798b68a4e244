package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code turnserver.conf} of coturn 4.5 and later. It refers to no secret elsewhere, so the file is one itself. */
final class CoturnFile implements FileFormat {
    /** The longest name and password that coturn keeps, in characters. */
    private static final int LONGEST = 256;

    private final Secrets secrets;

    CoturnFile(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException {
        TurnRelay turn = deployment
                .turn()
                .orElseThrow(() -> new UserException("natcast.toml has no [turn], so there is no TURN server to"
                        + " configure; add [turn] with listen = \"ADDRESS:PORT\", realm and a user or a secret-file"));
        TurnAddresses addresses = TurnAddresses.of(deployment, turn);
        ConfigText out = new ConfigText(notes);
        out.note("head", "coturn")
                .note(turn.onThisHost() ? "turn.here" : "turn.public")
                .note("turn.secret");
        listening(out.blank(), deployment, turn, addresses);
        relaying(out.blank(), deployment, turn, addresses);
        users(out.blank(), turn, deployment.turnSecret());
        peers(out.blank(), deployment, turn, addresses);
        out.blank()
                .note("turn.rest")
                .line("fingerprint")
                .line("stale-nonce=600")
                .line("no-cli");
        out.line("log-file=stdout").line("simple-log");
        return List.of(out.file("turnserver.conf"));
    }

    private static void listening(ConfigText out, Deployment deployment, TurnRelay turn, TurnAddresses addresses)
            throws UserException {
        addresses.listening().ifPresent(ip -> out.line("listening-ip=" + ip));
        out.line("listening-port=" + turn.listen().port());
        tls(out, TurnTls.of(deployment, turn));
        int port = turn.listen().port();
        boolean tcp = !turn.onThisHost()
                || deployment.topology().forwardsEveryPort()
                || deployment.topology().forwards().stream()
                        .anyMatch(forward -> forward.transport() == ForwardTransport.TCP
                                && Endpoint.isHere(deployment, forward)
                                && forward.localPorts().contains(port))
                || addresses.external().isEmpty();
        if (!tcp) {
            out.note("turn.no-tcp", port).line("no-tcp");
        }
    }

    private static void tls(ConfigText out, Optional<TurnTls> secure) throws UserException {
        if (secure.isPresent()) {
            TlsFiles files = secure.get().files();
            out.line("tls-listening-port=" + secure.get().port());
            out.note(secure.get().own() ? "turn.tls" : "turn.tls-put");
            out.line("cert="
                    + bounded("the path of the certificate", files.certificate().toString()));
            out.line("pkey=" + bounded("the path of the key", files.key().toString()));
        } else {
            out.note("turn.no-tls");
        }
        if (secure.filter(TurnTls::overTcp).isEmpty()) {
            out.line("no-tls");
        }
        if (secure.filter(TurnTls::overUdp).isEmpty()) {
            out.line("no-dtls");
        }
    }

    private static void relaying(ConfigText out, Deployment deployment, TurnRelay turn, TurnAddresses addresses) {
        addresses.relay().ifPresent(ip -> out.line("relay-ip=" + ip));
        if (addresses.external().isPresent()) {
            out.note("turn.external").line("external-ip=" + addresses.external().get());
        }
        boolean forwarded = !turn.onThisHost()
                || addresses.external().isEmpty()
                || deployment
                        .publicPort(ForwardTransport.UDP, turn.relayPorts().first())
                        .isPresent();
        out.note(forwarded ? "turn.relay" : "turn.relay-inside");
        out.line("min-port=" + turn.relayPorts().first());
        out.line("max-port=" + turn.relayPorts().last());
        out.line("no-tcp-relay");
    }

    private void users(ConfigText out, TurnRelay turn, Optional<SharedSecret> shared) throws UserException {
        out.line("realm=" + bounded("the realm", turn.realm()));
        if (shared.isPresent()) {
            String secret = shared.get().read(secrets::firstLine);
            out.note("turn.shared", shared.get().place()).line("use-auth-secret");
            out.secretLine("static-auth-secret=", bounded("the secret", secret));
        } else if (turn.user().isPresent()) {
            TurnRelay.User user = turn.user().get();
            String name = bounded("the username", user.name());
            String shown = Values.oneLine(name);
            String password = bounded("the password of " + shown, user.password());
            if (name.contains(":")) {
                throw new UserException("the username " + shown + " has a colon, where coturn ends it; choose another");
            }
            if (password.startsWith("0x")) {
                throw new UserException("the password of " + shown + " begins with 0x, which coturn takes for a key in"
                        + " hexadecimal digits; choose another");
            }
            out.note("turn.user").line("lt-cred-mech").secretLine("user=" + name + ":", password);
        } else {
            throw new UserException("[turn] names neither a user nor a secret, and browsers use no TURN server"
                    + " without credentials; add username and password-file, or secret-file");
        }
    }

    /** coturn skips {@code =} and takes off quotes where a value begins. */
    private static String bounded(String what, String value) throws UserException {
        Values.plain(what, value);
        if (value.length() > LONGEST || value.startsWith("=") || value.startsWith("\"")) {
            throw new UserException(what + " begins with = or a quote, or has more than " + LONGEST
                    + " characters, which turnserver.conf cannot say; choose another");
        }
        return value;
    }

    private static void peers(ConfigText out, Deployment deployment, TurnRelay turn, TurnAddresses addresses)
            throws UserException {
        Set<IpAddress> allowed = new LinkedHashSet<>(addresses.ofNatcast());
        deployment.topology().publicAddresses().stream()
                .filter(PeerRange::isNotPublic)
                .forEach(allowed::add);
        boolean known = addresses.external().isEmpty()
                && !deployment.topology().publicAddresses().isEmpty();
        if (turn.onThisHost() && addresses.ofNatcast().isEmpty() && !known) {
            throw new UserException("the TURN server must be allowed to reach natcast, but natcast.toml names no"
                    + " address of this host; add local-address = [\"ADDRESS\"] to [network]");
        }
        out.note("turn.peers").line("no-multicast-peers");
        PeerRange.NOT_PUBLIC.forEach(range -> out.line("denied-peer-ip=" + range));
        if (!allowed.isEmpty()) {
            out.note("turn.allowed");
            allowed.forEach(address -> out.line("allowed-peer-ip=" + address));
        }
    }
}
