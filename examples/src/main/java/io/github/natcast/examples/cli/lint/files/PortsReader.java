package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.lint.files.BadValue.Expected;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code ports} of a service of a compose file. Confined to the reading of one service. */
final class PortsReader {
    // [address:][published:]target[/protocol]; an IPv6 address is in brackets
    private static final Pattern SHORT = Pattern.compile("(?:(?:\\[(?<v6>[^]]*)]|(?<host>[^:\\[\\]/]+)):(?=.*:|:))?"
            + "(?:(?<published>[0-9-]*):)?(?<target>[0-9-]+)(?:/(?<protocol>\\w+))?");

    private final List<BadValue> bad;
    private final List<PublishedPort> ports = new ArrayList<>();
    private boolean allRead = true;

    PortsReader(List<BadValue> bad) {
        this.bad = bad;
    }

    List<PublishedPort> ports() {
        return ports;
    }

    boolean allRead() {
        return allRead;
    }

    void read(Node node) {
        if (node instanceof Node.Items items) {
            for (Node item : items.nodes()) {
                if (item instanceof Node.Scalar scalar) {
                    readShort(scalar.place(), ComposeReader.substituted(scalar.text()));
                } else if (item instanceof Node.Table table) {
                    readLong(table);
                }
            }
        } else {
            allRead = false;
        }
    }

    private void readShort(Place place, String text) {
        Matcher matcher = SHORT.matcher(text);
        if (text.contains("$")) {
            allRead = false;
        } else if (!matcher.matches()) {
            refuse(place, "ports", text);
        } else {
            Optional<String> host =
                    Optional.ofNullable(matcher.group("v6")).or(() -> Optional.ofNullable(matcher.group("host")));
            String published = matcher.group("published");
            add(
                    place,
                    text,
                    host,
                    published == null ? "" : published,
                    matcher.group("target"),
                    matcher.group("protocol"));
        }
    }

    private void readLong(Node.Table table) {
        String published = text(table, "published");
        String target = text(table, "target");
        if (published.contains("$") || target.contains("$")) {
            allRead = false;
            return;
        }
        String host = text(table, "host_ip");
        String protocol = text(table, "protocol");
        Place place = table.entry("target").map(Node.Entry::place).orElse(table.place());
        add(
                place,
                published + ":" + target,
                host.isEmpty() ? Optional.empty() : Optional.of(host),
                published,
                target,
                protocol.isEmpty() ? null : protocol);
    }

    private void add(
            Place place,
            String text,
            Optional<String> host,
            String published,
            String target,
            @Nullable String protocol) {
        String transport = protocol == null ? "tcp" : protocol.toLowerCase(Locale.ROOT);
        Optional<PortRange> targets = Ports.range(target);
        Optional<PortRange> outside = Ports.range(published);
        boolean unequal = outside.isPresent()
                && targets.isPresent()
                && outside.get().size() != targets.get().size();
        if (targets.isEmpty() || (outside.isEmpty() && !published.isEmpty()) || unequal) {
            refuse(place, "ports", text);
        } else if (transport.equals("tcp") || transport.equals("udp")) {
            ports.add(new PublishedPort(
                    place,
                    host.filter(address -> !address.equals("0.0.0.0") && !address.equals("::")),
                    outside,
                    targets.get(),
                    transport.equals("udp") ? ForwardTransport.UDP : ForwardTransport.TCP));
        }
    }

    /** What cannot be read may be the very port that is missed. */
    private void refuse(Place place, String key, String text) {
        allRead = false;
        bad.add(new BadValue(place, key, text, Expected.PORTS));
    }

    private static String text(Node.Table table, String key) {
        return table.value(key).orElse(table) instanceof Node.Scalar scalar
                ? ComposeReader.substituted(scalar.text())
                : "";
    }
}
