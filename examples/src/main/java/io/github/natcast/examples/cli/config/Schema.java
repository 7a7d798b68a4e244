package io.github.natcast.examples.cli.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON Schema (draft 2020-12) of the file, which editors complete and check from. Immutable. */
final class Schema {
    private final Described described;

    private Schema(Described described) {
        this.described = described;
    }

    static String of(Described described) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "natcast.toml");
        root.put("description", "What natcast serves, and how the outside reaches it (docs/configuration.md).");
        root.putAll(new Schema(described)
                .object(Keys.SECTIONS.stream()
                        .filter(section -> !section.name().contains("."))
                        .toList()));
        return Json.pretty(root);
    }

    private Map<String, Object> object(List<Section> sections) {
        Map<String, Object> properties = new LinkedHashMap<>();
        sections.forEach(section ->
                properties.put(section.name().substring(section.name().lastIndexOf('.') + 1), section(section)));
        return object(properties);
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put("properties", properties);
        return object;
    }

    private Map<String, Object> section(Section section) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Keys.of(section).forEach(key -> properties.put(key.name(), key(key)));
        for (Section inner : Keys.SECTIONS) {
            if (inner.name().startsWith(section.name() + ".")) {
                properties.put(inner.name().substring(section.name().length() + 1), section(inner));
            }
        }
        Map<String, Object> object = object(properties);
        if (!section.required().isEmpty()) {
            object.put("required", section.required());
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", section.description());
        if (section.repeated()) {
            schema.put("type", "array");
            schema.put("items", object);
        } else {
            schema.putAll(object);
        }
        return schema;
    }

    private Map<String, Object> key(Key key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", described.description(key));
        List<String> choices = described.choices(key);
        switch (key.type()) {
            case TEXT, PATH, SOURCE -> schema.put("type", "string");
            case WHOLE -> schema.put("type", "integer");
            case QUANTITY -> schema.put("type", List.of("integer", "string"));
            case TOGGLE -> schema.put("type", "boolean");
            case TEXTS, PATHS -> {
                schema.put("type", List.of("array", "string"));
                Map<String, Object> items = new LinkedHashMap<>(Map.of("type", "string"));
                if (!choices.isEmpty()) {
                    items.put("enum", choices);
                }
                schema.put("items", items);
            }
            case WORDS -> {
                schema.put("type", "object");
                schema.put("additionalProperties", Map.of("type", List.of("string", "integer")));
            }
        }
        if (!choices.isEmpty() && !key.type().isList()) {
            schema.put("enum", choices);
        }
        if (key.type() == Type.WHOLE && key.name().endsWith("-port")) {
            schema.put("minimum", 0);
            schema.put("maximum", 65_535);
        }
        byDefault(key).ifPresent(value -> schema.put("default", value));
        return schema;
    }

    private Optional<Object> byDefault(Key key) {
        return described.byDefault(key).map(text -> switch (key.type()) {
            case TEXT, PATH, SOURCE, WORDS -> text;
            case WHOLE -> Long.valueOf(text);
            case QUANTITY -> text.matches("\\d+") ? (Object) Long.valueOf(text) : text;
            case TOGGLE -> Boolean.valueOf(text);
            case TEXTS, PATHS -> List.of(text.split(","));
        });
    }
}
