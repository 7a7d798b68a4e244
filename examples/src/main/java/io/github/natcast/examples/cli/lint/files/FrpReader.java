package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.lint.files.BadValue.Expected;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.PortRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads a file of frpc or frps, in either form. Confined to the reading of one file. */
final class FrpReader {
    private final Node.Table root;
    private final boolean ini;
    private final SettingReader common;
    private final List<BadValue> bad = new ArrayList<>();
    private final List<StrangeKey> strange = new ArrayList<>();

    /** @param ini whether it is the old form */
    FrpReader(Node.Table root, boolean ini) {
        this.root = root;
        this.ini = ini;
        Node.Table section = ini && root.value("common").orElse(root) instanceof Node.Table table ? table : root;
        this.common = new SettingReader(ini ? FrpIni.keys(section) : keys(root), root.place(), !ini, bad);
        if (ini) {
            strange.addAll(FrpIni.strange(section, true));
            common.reading(strange, section::entry, FrpIni::newName);
        }
    }

    private void findStrange(FrpSchema schema) {
        if (!ini) {
            strange.addAll(schema.strange(root));
            common.reading(strange, keys(root), UnaryOperator.identity());
        }
    }

    /** As Go's JSON reader finds them: exactly, or else without regard to case. */
    static SettingReader.Keys keys(Node.Table table) {
        return path -> find(table, path);
    }

    private static Optional<Node.Entry> find(Node.Table table, String path) {
        int dot = path.indexOf('.');
        String key = dot < 0 ? path : path.substring(0, dot);
        Optional<Node.Entry> entry = table.entry(key)
                .or(() -> table.entries().entrySet().stream()
                        .filter(candidate -> candidate.getKey().equalsIgnoreCase(key))
                        .map(Map.Entry::getValue)
                        .findFirst());
        return dot < 0
                ? entry
                : entry.flatMap(outer -> outer.value() instanceof Node.Table inner
                        ? find(inner, path.substring(dot + 1))
                        : Optional.empty());
    }

    FrpcFile client() {
        findStrange(FrpSchema.CLIENT);
        ProxyReader proxies = new ProxyReader(bad, strange, offUnlessStarted());
        List<FrpProxy> read = ini ? proxies.ofIni(root) : proxies.of(root, common);
        FrpEnd end = FrpEnd.of(root.place(), ini, common);
        Optional<Setting<String>> server = common.text("serverAddr", "0.0.0.0");
        Optional<Setting<Integer>> port = common.port("serverPort", 7000);
        Optional<Setting<String>> protocol = common.text("transport.protocol", "tcp");
        return new FrpcFile(end, server, port, protocol, read, common.has("includes"), sortedBad(), sorted(strange));
    }

    /** The names of {@code start}; without it, every proxy starts. */
    private Optional<Setting<List<String>>> offUnlessStarted() {
        if (!common.has("start")) {
            return Optional.empty();
        }
        Place place = common.place("start");
        if (common.node("start") instanceof Node.Items items) {
            return Optional.of(new Setting<>(
                    items.nodes().stream()
                            .filter(Node.Scalar.class::isInstance)
                            .map(node -> ((Node.Scalar) node).text())
                            .toList(),
                    place,
                    true));
        }
        return common.text("start")
                .filter(text -> !text.value().isBlank())
                .map(text -> new Setting<>(List.of(text.value().strip().split("\\s*,\\s*")), place, true));
    }

    FrpsFile server() {
        findStrange(FrpSchema.SERVER);
        FrpEnd end = FrpEnd.of(root.place(), ini, common);
        Optional<Setting<Integer>> bindPort = common.port("bindPort", 7000);
        Optional<Setting<String>> bind = common.text("bindAddr", "0.0.0.0");
        Optional<Setting<String>> proxyBind = common.has("proxyBindAddr") ? common.text("proxyBindAddr") : bind;
        List<Setting<Integer>> own = Stream.of("vhostHTTPPort", "vhostHTTPSPort", "webServer.port")
                .flatMap(path -> common.port(path).stream())
                .toList();
        Optional<Setting<List<PortRange>>> allowed = common.has("allowPorts") ? allowPorts() : Optional.empty();
        Optional<Setting<Integer>> most = common.number("maxPortsPerClient").filter(number -> number.value() > 0);
        return new FrpsFile(
                end,
                bindPort,
                common.port("kcpBindPort"),
                common.port("quicBindPort"),
                proxyBind,
                own,
                allowed,
                most,
                sortedBad(),
                sorted(strange));
    }

    /** {@code [{start = 2000, end = 3000}, {single = 3001}]}, and in INI {@code 2000-3000,3001}. */
    private Optional<Setting<List<PortRange>>> allowPorts() {
        Place place = common.place("allowPorts");
        List<PortRange> ranges = new ArrayList<>();
        if (common.node("allowPorts") instanceof Node.Items items) {
            for (Node node : items.nodes()) {
                if (node instanceof Node.Table table) {
                    SettingReader reader = new SettingReader(keys(table), node.place(), true, bad);
                    Optional<Setting<Integer>> first = reader.port("start").or(() -> reader.port("single"));
                    Optional<Setting<Integer>> last = reader.port("end").or(() -> first);
                    if (first.isEmpty() || last.isEmpty()) {
                        return Optional.empty();
                    }
                    int from = first.get().value();
                    int to = last.get().value();
                    if (to < from) {
                        bad.add(new BadValue(node.place(), "allowPorts", from + "-" + to, Expected.PORTS));
                        return Optional.empty();
                    }
                    ranges.add(new PortRange(from, to));
                }
            }
        } else {
            Optional<Setting<String>> text =
                    common.text("allowPorts").filter(value -> !value.value().isBlank());
            Optional<List<PortRange>> read = text.flatMap(value -> Ports.list(value.value()));
            if (text.isPresent() && read.isEmpty()) {
                common.refuse("allowPorts", text.get(), Expected.PORTS);
            }
            ranges.addAll(read.orElse(List.of()));
        }
        return ranges.isEmpty() ? Optional.empty() : Optional.of(new Setting<>(List.copyOf(ranges), place, true));
    }

    private List<BadValue> sortedBad() {
        return bad.stream()
                .sorted(Comparator.comparing(BadValue::place))
                .distinct()
                .toList();
    }

    private static List<StrangeKey> sorted(List<StrangeKey> keys) {
        return keys.stream()
                .sorted(Comparator.comparing(StrangeKey::place))
                .distinct()
                .toList();
    }
}
