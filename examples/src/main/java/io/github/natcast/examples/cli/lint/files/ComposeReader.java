package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads compose files. Confined to the reading of one file. */
final class ComposeReader {
    /** {@code ${NAME:-value}}. */
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:?-([^${}]*)}");

    private final List<BadValue> bad = new ArrayList<>();
    private final List<CoturnFile> coturn = new ArrayList<>();

    ComposeFile read(Node.Table root) {
        List<ComposeFile.Service> services = new ArrayList<>();
        if (root.value("services").orElse(null) instanceof Node.Table table) {
            table.entries().forEach((name, entry) -> {
                if (entry.value() instanceof Node.Table service) {
                    services.add(service(name, entry.place(), service));
                    turn(services.get(services.size() - 1), service);
                }
            });
        }
        return new ComposeFile(new Place(root.place().file(), 1, 1), services, coturn, bad, strange());
    }

    private List<StrangeKey> strange() {
        return coturn.stream().flatMap(file -> file.strangeKeys().stream()).toList();
    }

    private void turn(ComposeFile.Service service, Node.Table table) {
        Optional<Node.Entry> command = table.entry("command").filter(entry -> service.isCoturn());
        if (command.isPresent()) {
            Node value = command.get().value();
            List<Node.Scalar> words = value instanceof Node.Items items
                    ? items.nodes().stream()
                            .filter(Node.Scalar.class::isInstance)
                            .map(Node.Scalar.class::cast)
                            .toList()
                    : value instanceof Node.Scalar scalar ? split(scalar) : List.of();
            CoturnReader.ofCommand(value.place(), words).ifPresent(file -> {
                coturn.add(file);
                bad.addAll(file.badValues());
            });
        }
    }

    /** As a shell does, each word at the place of the whole: lines may be folded. */
    private static List<Node.Scalar> split(Node.Scalar command) {
        List<Node.Scalar> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (char c : (command.text() + " ").toCharArray()) {
            if (quote == 0 && Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(new Node.Scalar(command.place(), word.toString(), Node.Sort.TEXT));
                }
                word.setLength(0);
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        return words;
    }

    private ComposeFile.Service service(String name, Place place, Node.Table table) {
        PortsReader reader = new PortsReader(bad);
        Optional<Node.Entry> ports = table.entry("ports");
        ports.map(Node.Entry::value).ifPresent(reader::read);
        return new ComposeFile.Service(
                place,
                name,
                text(table, "image").map(Setting::value).orElse(""),
                Stream.of("entrypoint", "command")
                        .flatMap(key -> words(table, key))
                        .toList(),
                names(table, "environment"),
                names(table, "volumes"),
                text(table, "network_mode"),
                ports.map(Node.Entry::place).orElse(place),
                reader.ports(),
                reader.allRead());
    }

    private static Optional<Setting<String>> text(Node.Table table, String key) {
        return table.entry(key)
                .filter(entry -> entry.value() instanceof Node.Scalar)
                .map(entry -> new Setting<>(substituted(((Node.Scalar) entry.value()).text()), entry.place(), true));
    }

    private static Stream<String> words(Node.Table table, String key) {
        Node node = table.value(key).orElse(null);
        if (node instanceof Node.Items items) {
            return scalars(items);
        }
        return node instanceof Node.Scalar scalar
                ? Stream.of(scalar.text().strip().split("\\s+"))
                : Stream.empty();
    }

    /** Of a list the items, of a table the keys. */
    private static List<String> names(Node.Table table, String key) {
        Node node = table.value(key).orElse(null);
        if (node instanceof Node.Items items) {
            return Stream.concat(
                            scalars(items),
                            items.nodes().stream()
                                    .filter(Node.Table.class::isInstance)
                                    .flatMap(mount -> text((Node.Table) mount, "target").stream())
                                    .map(Setting::value))
                    .toList();
        }
        return node instanceof Node.Table inner
                ? inner.entries().entrySet().stream().map(Map.Entry::getKey).toList()
                : List.of();
    }

    private static Stream<String> scalars(Node.Items items) {
        return items.nodes().stream()
                .filter(Node.Scalar.class::isInstance)
                .map(node -> substituted(((Node.Scalar) node).text()));
    }

    /** With the defaults of variables in place of the variables. */
    static String substituted(String text) {
        Matcher matcher = DEFAULT.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }
}
