package io.github.natcast.examples.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes JSON: for the flags that take it, and for the schema. Stateless. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** A list of W3C {@code RTCIceServer}. */
    static String servers(List<IceServer> servers) {
        List<Object> list = new ArrayList<>();
        for (IceServer server : servers) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("urls", server.urls().stream().map(IceServerUrl::text).toList());
            server.username().ifPresent(name -> object.put("username", name));
            server.credential().ifPresent(password -> object.put("credential", password));
            list.add(object);
        }
        return line(list);
    }

    /** What a flag was given, which its converter has accepted. */
    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With line feeds on every system, and one at the end. */
    static String pretty(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
