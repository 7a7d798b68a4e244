package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.lint.files.BadValue.Expected;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Reads the proxies of frpc. Confined to the reading of one file. */
final class ProxyReader {
    /** Of one section; far above any real one. */
    private static final int MOST_OF_A_RANGE = 65535;

    private final List<BadValue> bad;
    private final List<StrangeKey> strange;
    private final Optional<Setting<List<String>>> started;

    ProxyReader(List<BadValue> bad, List<StrangeKey> strange, Optional<Setting<List<String>>> started) {
        this.bad = bad;
        this.strange = strange;
        this.started = started;
    }

    /** {@code [[proxies]]}. */
    List<FrpProxy> of(Node.Table root, SettingReader common) {
        List<FrpProxy> proxies = new ArrayList<>();
        if (common.node("proxies") instanceof Node.Items items) {
            for (Node node : items.nodes()) {
                if (node instanceof Node.Table table) {
                    SettingReader.Keys keys = FrpReader.keys(table);
                    List<StrangeKey> own = FrpSchema.PROXY.strange(table);
                    SettingReader reader = new SettingReader(keys, table.place(), true, bad)
                            .reading(own, keys, UnaryOperator.identity());
                    // Behind [[proxies]], a key of the whole file belongs to the last proxy.
                    common.reading(
                            own.stream()
                                    .filter(key -> key.key().equals(key.right()))
                                    .toList(),
                            keys,
                            UnaryOperator.identity());
                    strange.addAll(own);
                    String name = reader.text("name").map(Setting::value).orElse("");
                    proxies.add(
                            proxyOf(reader, table.place(), name, reader.port("localPort"), reader.port("remotePort")));
                }
            }
        }
        return proxies;
    }

    /** A section for each; {@code [range:name]} stands for several. */
    List<FrpProxy> ofIni(Node.Table root) {
        List<FrpProxy> proxies = new ArrayList<>();
        root.entries().forEach((name, entry) -> {
            if (name.equals("common") || !(entry.value() instanceof Node.Table table)) {
                return;
            }
            List<StrangeKey> own = FrpIni.strange(table, false);
            strange.addAll(own);
            boolean visitor = table.value("role")
                    .filter(role ->
                            role instanceof Node.Scalar scalar && scalar.text().equals("visitor"))
                    .isPresent();
            SettingReader reader = new SettingReader(FrpIni.keys(table), table.place(), false, bad)
                    .reading(own, table::entry, FrpIni::newName);
            if (visitor) {
                return;
            }
            if (name.startsWith("range:")) {
                proxies.addAll(range(reader, table.place(), name.substring("range:".length())));
            } else {
                proxies.add(proxyOf(reader, table.place(), name, reader.port("localPort"), reader.port("remotePort")));
            }
        });
        return proxies;
    }

    private Optional<Place> off(SettingReader reader, String name) {
        if (reader.truth("enabled", true).filter(enabled -> !enabled.value()).isPresent()) {
            return Optional.of(reader.place("enabled"));
        }
        return started.filter(
                        names -> !names.value().isEmpty() && !names.value().contains(name))
                .map(Setting::place);
    }

    private List<FrpProxy> range(SettingReader reader, Place place, String name) {
        Optional<Setting<String>> locals = reader.text("localPort");
        Optional<Setting<String>> remotes = reader.text("remotePort");
        FrpProxy unknown = proxyOf(reader, place, name, Optional.empty(), Optional.empty());
        if (locals.isEmpty() || remotes.isEmpty()) {
            return List.of(unknown);
        }
        List<Integer> local = ports(locals.get());
        List<Integer> remote = ports(remotes.get());
        if (local.size() != remote.size() || local.isEmpty()) {
            reader.refuse("remote_port", remotes.get(), Expected.PORTS);
            return List.of(unknown);
        }
        List<FrpProxy> proxies = new ArrayList<>();
        for (int i = 0; i < local.size(); i++) {
            proxies.add(proxyOf(
                    reader,
                    place,
                    name + "_" + i,
                    Optional.of(new Setting<>(local.get(i), locals.get().place(), true)),
                    Optional.of(new Setting<>(remote.get(i), remotes.get().place(), true))));
        }
        return proxies;
    }

    private FrpProxy proxyOf(
            SettingReader reader,
            Place place,
            String name,
            Optional<Setting<Integer>> local,
            Optional<Setting<Integer>> remote) {
        return new FrpProxy(
                place,
                name,
                reader.text("type", "tcp"),
                reader.text("localIP", "127.0.0.1"),
                local,
                remote,
                reader.text("transport.proxyProtocolVersion")
                        .filter(version -> !version.value().isEmpty()),
                reader.has("plugin"),
                off(reader, name));
    }

    /** Empty when they cannot be read. */
    private static List<Integer> ports(Setting<String> text) {
        List<Integer> ports = Ports.list(text.value()).orElse(List.of()).stream()
                .flatMapToInt((PortRange range) -> IntStream.rangeClosed(range.first(), range.last()))
                .limit(MOST_OF_A_RANGE + 1L)
                .boxed()
                .toList();
        return ports.size() > MOST_OF_A_RANGE ? List.of() : ports;
    }
}
