package io.github.natcast.examples.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.examples.cli.console.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.OptionSpec;

/** What is in force, as TOML, each line with where its value came from. Secrets are masked. Confined to one call. */
final class Show {
    private static final int COLUMN = 56;

    private final Layers layers;
    private final Optional<Document> file;
    private final StringBuilder out = new StringBuilder();

    private Show(Layers layers) {
        this.layers = layers;
        this.file = layers.file().map(ConfigFile::document);
    }

    static String of(Layers layers) {
        Show show = new Show(layers);
        Keys.SECTIONS.forEach(show::section);
        return show.out.toString();
    }

    private void section(Section section) {
        Given json = section.option().map(layers.given()::get).orElse(null);
        List<String> lines = new ArrayList<>();
        List<Fields> tables = file.map(document -> document.all(section.name())).orElse(List.of());
        if (section.name().equals(Channels.SECTION)) {
            lines.add(line("name", TomlOut.text(Channels.LIVE), new Origin.Default()));
        } else if (section.repeated() && json == null) {
            tables.forEach(table -> block(section, own(section, table)));
        } else if (!section.repeated() && json == null) {
            tables.forEach(table -> lines.addAll(own(section, table)));
        }
        Keys.of(section).forEach(key -> flag(key).ifPresent(lines::add));
        if (!lines.isEmpty()) {
            block(section, lines);
        }
        if (json != null) {
            json.values().forEach(value -> objects(section, value, json.origin()));
        }
    }

    private void block(Section section, List<String> lines) {
        out.append(out.isEmpty() ? "" : "\n").append(section.header()).append('\n');
        lines.forEach(line -> out.append(line).append('\n'));
    }

    /** The keys without a flag, as the file has them. */
    private static List<String> own(Section section, Fields table) {
        List<String> lines = new ArrayList<>();
        for (Key key : Keys.of(section)) {
            if (key.option().isEmpty() && table.has(key.name())) {
                lines.add(line(
                        key.name(), value(key, texts(table, key)), new Origin.InFile(table.place(key.name()), "")));
            }
        }
        return lines;
    }

    private static List<String> texts(Fields table, Key key) {
        return key.type() == Type.TOGGLE
                ? List.of(Boolean.toString(table.toggle(key.name(), false)))
                : table.texts(key.name());
    }

    /** The key of a flag, if it is in force. */
    private Optional<String> flag(Key key) {
        return key.option().flatMap(option -> {
            String variable = Variables.name(option);
            if (Variables.READ_ELSEWHERE.contains(variable)
                    && layers.variables().value(variable).isPresent()) {
                return Optional.of(line(key.name(), value(key, List.of("")), new Origin.Variable(variable)));
            }
            Given given = layers.given().get(option);
            if (given != null) {
                return Optional.of(line(key.name(), value(key, given.values()), given.origin()));
            }
            List<String> values = byDefault(key, option);
            return values.isEmpty()
                    ? Optional.empty()
                    : Optional.of(line(key.name(), value(key, values), new Origin.Default()));
        });
    }

    private List<String> byDefault(Key key, String name) {
        OptionSpec option = layers.options().stream()
                .filter(each -> each.longestName().equals(name))
                .findFirst()
                .orElseThrow();
        if (key.type() == Type.TOGGLE) {
            return List.of("false");
        }
        String value = option.defaultValue();
        return value == null ? List.of() : key.type().isList() ? List.of(value.split(",")) : List.of(value);
    }

    private static String value(Key key, List<String> values) {
        if (key.secret()) {
            return TomlOut.text(Mask.MASKED);
        }
        List<String> shown = values.stream().map(Mask::in).toList();
        String last = shown.get(shown.size() - 1);
        return switch (key.type()) {
            case TEXT, PATH, SOURCE -> TomlOut.text(last);
            case WHOLE, QUANTITY -> TomlOut.quantity(last);
            case TOGGLE -> Boolean.toString(Boolean.parseBoolean(last) != key.inverse());
            case TEXTS, PATHS ->
                TomlOut.texts(shown.stream()
                        .flatMap(each -> Stream.of(each.split(",")))
                        .toList());
            case WORDS -> TomlOut.words(shown);
        };
    }

    private void objects(Section section, String json, Origin origin) {
        JsonNode read = Json.read(json);
        for (JsonNode object : read.isArray() ? read : List.of(read)) {
            List<String> lines = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                boolean secret = Keys.named(section.name(), member.getKey())
                        .filter(Key::secret)
                        .isPresent();
                lines.add(
                        line(member.getKey(), secret ? TomlOut.text(Mask.MASKED) : masked(member.getValue()), origin));
            }
            block(section, lines);
        }
    }

    /** Masked first, then quoted: what is masked may end where the text ends. */
    private static String masked(JsonNode value) {
        if (value.isObject()) {
            return TomlOut.words(value.properties().stream()
                    .map(member ->
                            Mask.in(member.getKey() + "=" + member.getValue().asText()))
                    .toList());
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Show::masked)
                    .toList()
                    .toString();
        }
        return value.isTextual() ? TomlOut.text(Mask.in(value.asText())) : TomlOut.json(value);
    }

    private static String line(String key, String value, Origin origin) {
        String assignment = TomlOut.key(key) + " = " + value;
        return assignment + " ".repeat(Math.max(1, COLUMN - assignment.length())) + "# " + origin.shown();
    }
}
