package io.github.natcast.examples.cli.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.examples.cli.console.Wrapping;
import io.github.natcast.examples.cli.up.ChildState.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server's state, for people and for programs. Immutable.
 *
 * @param up the state of {@code natcast up}, where the server is its child
 */
record StatusReport(URI address, StatusQuery server, Optional<UpState> up, Instant now) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nothing fails, and nothing waits for its next start. What is not installed was told when it was left out. */
    boolean isWell() {
        return server.isWell()
                && up.stream()
                        .flatMap(state -> state.children().stream())
                        .allMatch(child -> child.phase() == Phase.RUNNING || child.phase() == Phase.MISSING);
    }

    String json() {
        ObjectNode json = JSON.createObjectNode()
                .put("address", address.toString())
                .put("well", isWell())
                .put("ready", server.ready());
        json.set("health", server.health());
        up.ifPresent(state -> json.put("upPid", state.pid()).set("children", state.childrenJson()));
        return json.toPrettyString();
    }

    /** Two columns, a fact a line. */
    List<String> table(Messages messages) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(messages.text("row.address"), address.toString()));
        rows.add(new Row(messages.text("row.ready"), ready(messages)));
        if (server.hasDetails()) {
            details(messages, rows);
        } else {
            rows.add(new Row(messages.text("row.viewers"), messages.text("operator-only")));
        }
        up.ifPresent(state -> rows.addAll(childRows(state, now, messages)));
        return align(rows);
    }

    /** The part of a table that {@code up} knows, where the server itself does not answer. */
    static List<String> children(UpState state, Instant now, Messages messages) {
        return align(childRows(state, now, messages));
    }

    private static List<Row> childRows(UpState state, Instant now, Messages messages) {
        return state.children().stream()
                .map(child -> new Row(child.name(), describe(child, now, messages)))
                .toList();
    }

    private static List<String> align(List<Row> rows) {
        int width = rows.stream()
                .mapToInt(row -> Wrapping.columns(row.label()))
                .max()
                .orElse(0);
        return rows.stream()
                .map(row -> row.label() + " ".repeat(width - Wrapping.columns(row.label()) + 2) + row.text())
                .toList();
    }

    private String ready(Messages messages) {
        if (server.ready()) {
            return messages.text("yes");
        }
        String failure = server.health().path("failure").asText();
        if (failure.isEmpty()) {
            return messages.text(server.isWell() ? "no.full" : "no");
        }
        return messages.text("no.reason", failure);
    }

    private void details(Messages messages, List<Row> rows) {
        JsonNode health = server.health();
        Duration uptime = Duration.ofSeconds(health.path("uptimeSeconds").asLong());
        rows.add(new Row(messages.text("row.uptime"), messages.duration(uptime)));
        rows.add(new Row(
                messages.text("row.viewers"),
                messages.text(
                        "viewers",
                        health.path("viewers").asInt(),
                        health.path("viewersConnected").asInt())));
        rows.add(new Row(messages.text("row.source"), health.path("source").asText()));
        for (JsonNode channel : health.path("channels")) {
            rows.add(new Row(
                    messages.text("row.source"),
                    messages.text(
                            "channel",
                            channel.path("name").asText(),
                            channel.path("source").asText())));
        }
        for (JsonNode publication : health.path("publications")) {
            rows.add(new Row(messages.text("row.publication"), published(publication, messages)));
        }
        for (JsonNode encoder : health.path("encodings")) {
            rows.add(new Row(messages.text("row.encoder"), describe(encoder, messages)));
        }
    }

    private static String published(JsonNode publication, Messages messages) {
        String channel = publication.path("channel").asText();
        String target = publication.path("target").asText();
        String name = channel.isEmpty() ? target : messages.text("channel", channel, target);
        String reason = publication.path("reason").asText();
        return switch (publication.path("state").asText()) {
            case "CONNECTED" -> messages.text("publication.connected", name);
            case "FAILED" -> messages.text("publication.failed", name, reason);
            default ->
                reason.isEmpty()
                        ? messages.text("publication.connecting", name)
                        : messages.text("publication.lost", name, reason);
        };
    }

    private static String describe(JsonNode encoder, Messages messages) {
        String codec = encoder.path("codec").asText();
        String channel = encoder.path("channel").asText();
        String name = channel.isEmpty() ? codec : codec + " (" + channel + ")";
        if (encoder.has("failure")) {
            return messages.text("encoder.failed", name, encoder.path("failure").asText());
        }
        return encoder.has("encoder")
                ? messages.text(
                        "encoder.fine",
                        name,
                        encoder.path("encoder").asText(),
                        encoder.path("viewers").asInt())
                : messages.text("encoder.idle", name);
    }

    private static String describe(ChildState child, Instant now, Messages messages) {
        String exit =
                child.lastExit().isPresent() ? messages.exit(child.lastExit().getAsInt()) : "";
        return switch (child.phase()) {
            case RUNNING ->
                messages.text(
                        child.starts() > 1 ? "child.running" : "child.running.once",
                        messages.duration(Duration.between(child.since(), now)),
                        child.pid().orElse(0),
                        child.starts());
            case WAITING ->
                exit.isEmpty()
                        ? messages.text("child.waiting.never", child.starts())
                        : messages.text("child.waiting", exit, child.starts());
            case ENDING -> messages.text("child.ending");
            case ENDED -> messages.text("child.ended");
            case MISSING -> messages.text("child.missing");
        };
    }

    private record Row(String label, String text) {}
}
