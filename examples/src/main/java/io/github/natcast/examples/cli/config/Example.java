package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.Wrapping;
import java.util.List;
import java.util.Optional;

/**
 * A file with every key, each explained. Lines that begin with {@code #} and no space after it are keys to take the
 * {@code #} from. Immutable.
 */
final class Example {
    private static final int WIDTH = 98;

    private final Described described;
    private final StringBuilder out = new StringBuilder();

    private Example(Described described) {
        this.described = described;
    }

    static String of(Described described) {
        Example example = new Example(described);
        example.out.append("#:schema ./natcast.schema.json\n");
        example.prose("What natcast serves, and how the outside reaches it: natcast serve --config natcast.toml. Names"
                + " of files are relative to the folder of this one. A variable NATCAST_HTTP_PORT wins over http-port,"
                + " and a flag --http-port over both.");
        Keys.SECTIONS.forEach(example::section);
        return example.out.toString();
    }

    private void section(Section section) {
        out.append('\n');
        prose(section.description());
        out.append(section.required().isEmpty() ? "" : "#")
                .append(section.header())
                .append('\n');
        for (Key key : Keys.of(section)) {
            out.append('\n');
            prose(described.description(key));
            out.append('#').append(key.name()).append(" = ").append(value(key)).append('\n');
        }
    }

    private String value(Key key) {
        Optional<String> sample = Optional.ofNullable(Samples.BY_KEY.get(key.dotted()));
        if (sample.isPresent()) {
            return sample.get();
        }
        String text = described.byDefault(key).orElse("");
        return switch (key.type()) {
            case TEXT, SOURCE -> TomlOut.text(text);
            case PATH -> TomlOut.text(key.name().replaceAll("-file$", ""));
            case WHOLE -> text.isEmpty() ? "100" : text;
            case QUANTITY -> TomlOut.quantity(text);
            case TOGGLE -> text.isEmpty() ? "false" : text;
            case TEXTS, PATHS -> TomlOut.texts(List.of(text.split(",")));
            case WORDS -> "{}";
        };
    }

    private void prose(String text) {
        for (String line : Wrapping.lines(text, WIDTH)) {
            out.append("# ").append(line).append('\n');
        }
    }
}
