package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.json.JsonException;
import io.github.natcast.sdp.internal.json.JsonReader;
import io.github.natcast.sdp.internal.json.JsonText;
import io.github.natcast.sdp.internal.json.JsonValue;
import io.github.natcast.sdp.internal.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of a result, as {@link RewriteResult#toJson} describes it. Stateless. */
final class ReportJson {
    private static final List<String> FIELDS = List.of("changed", "decisions", "privateLeft", "sdp");
    private static final List<String> DECISION =
            List.of("line", "kind", "reason", "sentence", "rule", "before", "after");
    private static final List<String> LEFT = List.of("line", "text", "address", "scope", "reason", "sentence");

    private ReportJson() {}

    static String write(RewriteResult result) {
        StringBuilder out = new StringBuilder(
                128 + 200 * result.decisions().size() + result.sdp().length());
        out.append("{\"changed\":").append(result.changed()).append(",\"decisions\":[");
        String separator = "\n";
        for (Decision decision : result.decisions()) {
            out.append(separator).append("{\"line\":").append(decision.lineNumber());
            member(out, "kind", decision.kind().name());
            member(out, "reason", decision.reason().name());
            member(out, "sentence", decision.reason().sentence());
            decision.rule().ifPresent(rule -> member(out, "rule", rule));
            if (decision.kind() != Decision.Kind.ADDED) {
                member(out, "before", decision.before());
            }
            if (decision.kind() != Decision.Kind.DROPPED) {
                member(out, "after", decision.after());
            }
            out.append('}');
            separator = ",\n";
        }
        out.append("],\"privateLeft\":[");
        separator = "\n";
        for (PrivateLeft left : result.privateLeft()) {
            out.append(separator).append("{\"line\":").append(left.lineNumber());
            member(out, "text", left.line());
            member(out, "address", left.address());
            member(out, "scope", left.scope().name());
            member(out, "reason", left.reason().name());
            member(out, "sentence", left.reason().sentence());
            out.append('}');
            separator = ",\n";
        }
        out.append(']');
        member(out, "sdp", result.sdp());
        return out.append("}\n").toString();
    }

    private static void member(StringBuilder out, String name, String value) {
        out.append(",\"").append(name).append("\":");
        JsonText.appendQuoted(out, value);
    }

    static RewriteResult read(String json) {
        JsonObject report = JsonReader.read(json).asObject("the report");
        report.requireOnly(FIELDS);
        return new RewriteResult(
                text(report, "sdp"),
                required(report, "decisions").asArray("decisions").stream()
                        .map(element -> decision(element.asObject("a decision")))
                        .toList(),
                required(report, "privateLeft").asArray("privateLeft").stream()
                        .map(element -> left(element.asObject("an address")))
                        .toList());
    }

    private static Decision decision(JsonObject object) {
        object.requireOnly(DECISION);
        return new Decision(
                constant(Decision.Kind.class, object, "kind"),
                required(object, "line").asInt("line"),
                optional(object, "before").orElse(""),
                optional(object, "after").orElse(""),
                optional(object, "rule"),
                constant(Reason.class, object, "reason"));
    }

    private static PrivateLeft left(JsonObject object) {
        object.requireOnly(LEFT);
        return new PrivateLeft(
                required(object, "line").asInt("line"),
                text(object, "text"),
                text(object, "address"),
                constant(AddressScope.class, object, "scope"),
                constant(Reason.class, object, "reason"));
    }

    private static JsonValue required(JsonObject object, String name) {
        @Nullable JsonValue value = object.member(name);
        if (value == null) {
            throw new JsonException("the field \"" + name + "\" is missing", object.position());
        }
        return value;
    }

    private static String text(JsonObject object, String name) {
        return required(object, name).asString(name);
    }

    private static Optional<String> optional(JsonObject object, String name) {
        return Optional.ofNullable(object.member(name)).map(value -> value.asString(name));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonObject object, String name) {
        String token = text(object, name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(token)) {
                return constant;
            }
        }
        throw new JsonException(
                name + " must be one of " + List.of(type.getEnumConstants()) + " but is \"" + JsonText.excerpt(token)
                        + "\"",
                required(object, name).position());
    }
}
