package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.lint.files.BadValue.Expected;
import io.github.natcast.examples.cli.lint.files.StrangeKey.Kind;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.sdp.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads turnserver.conf, a line for each option, {@code name} or {@code name=value}; and the same as a command. */
final class CoturnReader {
    /** Those of coturn 4.6. */
    static final Set<String> NAMES = new TreeSet<>(List.of("""
            acme-redirect allocation-default-address-family allow-loopback-peers allowed-peer-ip alt-listening-port
            alt-tls-listening-port alternate-server aux-server bps-capacity cert CA-file channel-lifetime
            check-origin-consistency cipher-list cli-ip cli-max-output-sessions cli-password cli-port daemon db
            denied-peer-ip dh-file dh1066 dh2066 dh566 ec-curve-name external-ip fingerprint keep-address-family
            listening-device listening-ip listening-port log-binding log-file lt-cred-mech max-allocate-lifetime
            max-allocate-timeout max-bps max-port min-port mobility mongo-userdb mysql-userdb ne new-log-timestamp
            new-log-timestamp-format no-auth no-auth-pings no-cli no-dtls no-dynamic-ip-list no-dynamic-realms
            no-loopback-peers no-multicast-peers no-rfc5780 no-software-attribute no-stdout-log no-stun
            no-stun-backward-compatibility no-tcp no-tcp-relay no-tls no-tlsv1 no-tlsv1_1 no-tlsv1_2 no-udp
            no-udp-relay oauth permission-lifetime pidfile pkey pkey-pwd proc-group proc-user prod prometheus
            prometheus-port prometheus-address prometheus-username-labels psql-userdb realm redis-statsdb redis-userdb
            relay-device relay-ip relay-threads response-origin-only-with-rfc5780 rest-api-separator secret-key-file
            secure-stun server-name server-relay simple-log sql-userdb stale-nonce static-auth-secret stun-only syslog
            syslog-facility tcp-proxy-port tcp-use-proxy tls-alternate-server tls-listening-port total-quota
            udp-recvmmsg udp-self-balance use-auth-secret user user-quota userdb verbose Verbose web-admin web-admin-ip
            web-admin-listen-on-workers web-admin-port sock-buf-size cpus drain no-rfc5780 tlsv1 include-reason-string
            """.strip().split("\\s+")));

    private static final Set<String> PORTS = Set.of(
            "listening-port",
            "tls-listening-port",
            "alt-listening-port",
            "alt-tls-listening-port",
            "min-port",
            "max-port",
            "cli-port");
    private static final Set<String> ADDRESSES = Set.of("listening-ip", "relay-ip", "external-ip");

    private CoturnReader() {}

    static CoturnFile read(String file, String text) {
        List<CoturnFile.Option> options = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                options.add(option(new Place(file, i + 1, 1 + lines[i].indexOf(line)), line));
            }
        }
        return of(new Place(file, 1, 1), options);
    }

    /**
     * The options of a command. Empty when some are elsewhere, in a file, or short ones.
     *
     * @param place of the command
     */
    static Optional<CoturnFile> ofCommand(Place place, List<Node.Scalar> words) {
        List<CoturnFile.Option> options = new ArrayList<>();
        for (Node.Scalar word : words) {
            String text = ComposeReader.substituted(word.text());
            if (text.startsWith("--")) {
                options.add(option(word.place(), text.substring(2)));
            } else if (text.startsWith("-") && !text.equals("-n") && !text.equals("-v")) {
                return Optional.empty();
            } else if (!text.startsWith("-") && !options.isEmpty()) {
                CoturnFile.Option last = options.remove(options.size() - 1);
                options.add(option(last.place(), last.name() + "=" + text));
            }
        }
        return options.isEmpty() ? Optional.empty() : Optional.of(of(place, options));
    }

    private static CoturnFile.Option option(Place place, String line) {
        String[] parts = line.split("\\s*[=\\s]\\s*", 2);
        return new CoturnFile.Option(place, parts[0], parts.length > 1 ? parts[1].strip() : "");
    }

    private static CoturnFile of(Place place, List<CoturnFile.Option> options) {
        List<BadValue> bad = new ArrayList<>();
        List<StrangeKey> strange = new ArrayList<>();
        for (CoturnFile.Option option : options) {
            String name = option.name();
            String value = option.value();
            if (!NAMES.contains(name)) {
                NearestKey.of(name, NAMES)
                        .ifPresent(right -> strange.add(new StrangeKey(option.place(), name, right, Kind.UNKNOWN)));
            } else if (PORTS.contains(name) && !isPort(value)) {
                bad.add(new BadValue(option.place(), name, value, Expected.PORT));
            } else if (ADDRESSES.contains(name) && !areAddresses(value, name.equals("external-ip"))) {
                bad.add(new BadValue(option.place(), name, value, Expected.ADDRESS));
            }
        }
        return new CoturnFile(place, options, bad, strange);
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65535;
    }

    /** Variables of a shell ({@code $PUBLIC_IP}) are filled in by whoever starts coturn. */
    private static boolean areAddresses(String value, boolean pair) {
        if (value.startsWith("$") || value.isEmpty()) {
            return !value.isEmpty();
        }
        String[] parts = value.split("/", -1);
        return parts.length <= (pair ? 2 : 1)
                && List.of(parts).stream()
                        .allMatch(part -> IpAddress.parse(part).isPresent());
    }
}
