package io.github.natcast.examples.cli.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.examples.cli.up.ChildState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code up} tells {@code status}, by a file in its run folder. Immutable.
 *
 * @param pid of {@code up} itself
 * @param page the page's address as the server told it; empty before it was ready
 */
record UpState(long pid, Optional<String> page, List<ChildState> children) {
    private static final ObjectMapper JSON = new ObjectMapper();

    UpState {
        children = List.copyOf(children);
    }

    String toJson() {
        ObjectNode json = JSON.createObjectNode().put("pid", pid);
        page.ifPresent(address -> json.put("page", address));
        json.set("children", childrenJson());
        return json.toString() + "\n";
    }

    ArrayNode childrenJson() {
        ArrayNode list = JSON.createArrayNode();
        for (ChildState child : children) {
            ObjectNode entry = list.addObject()
                    .put("name", child.name())
                    .put("phase", child.phase().name().toLowerCase(Locale.ROOT))
                    .put("since", child.since().toString())
                    .put("starts", child.starts());
            child.pid().ifPresent(process -> entry.put("pid", process));
            child.lastExit().ifPresent(status -> entry.put("lastExit", status));
        }
        return list;
    }

    /** The state of an {@code up} that runs; empty when none does, or it is another user's. */
    static Optional<UpState> read(Path runFolder) {
        try {
            UpState state = parse(Files.readString(runFolder.resolve(RunFolder.STATE)));
            return ProcessHandle.of(state.pid()).isPresent() ? Optional.of(state) : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException none) {
            return Optional.empty();
        }
    }

    private static UpState parse(String text) throws JsonProcessingException {
        JsonNode json = JSON.readTree(text);
        List<ChildState> children = new ArrayList<>();
        for (JsonNode child : json.path("children")) {
            children.add(new ChildState(
                    child.path("name").asText(),
                    Phase.valueOf(child.path("phase").asText().toUpperCase(Locale.ROOT)),
                    Instant.parse(child.path("since").asText()),
                    child.path("starts").asInt(),
                    child.has("pid") ? OptionalLong.of(child.get("pid").asLong()) : OptionalLong.empty(),
                    child.has("lastExit") ? OptionalInt.of(child.get("lastExit").asInt()) : OptionalInt.empty()));
        }
        Optional<String> page = Optional.ofNullable(json.get("page")).map(JsonNode::asText);
        return new UpState(json.path("pid").asLong(), page, children);
    }
}
