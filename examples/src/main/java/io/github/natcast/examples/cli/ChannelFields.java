package io.github.natcast.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.Channel;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import picocli.CommandLine.TypeConversionException;

/** The members of a channel as JSON, and what each may be. Stateless. */
final class ChannelFields {
    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> NUMBER = JsonNode::isInt;
    private static final Predicate<JsonNode> WORD = TEXT.or(JsonNode::isIntegralNumber);
    private static final Predicate<JsonNode> TOGGLE = JsonNode::isBoolean;

    private static final Predicate<JsonNode> TEXTS = TEXT.or(ChannelFields::isTexts);

    private static final Map<String, Predicate<JsonNode>> TYPES = Map.ofEntries(
            Map.entry("name", TEXT),
            Map.entry("source", TEXT),
            Map.entry("standby", TEXT),
            Map.entry("copy", TOGGLE),
            Map.entry("loop", TOGGLE),
            Map.entry("rtsp-transport", TEXT),
            Map.entry("source-option", JsonNode::isObject),
            Map.entry("source-token-file", TEXT),
            Map.entry("standby-after", WORD),
            Map.entry("size", TEXT),
            Map.entry("fps", NUMBER),
            Map.entry("bitrate", WORD),
            Map.entry("min-bitrate", WORD),
            Map.entry("codecs", JsonNode::isArray),
            Map.entry("audio", TOGGLE),
            Map.entry("max-viewers", NUMBER),
            Map.entry("publish", TEXTS),
            Map.entry("publish-token-file", TEXTS),
            Map.entry("publish-simulcast", TOGGLE));

    private ChannelFields() {}

    /** @throws TypeConversionException naming the member that is unknown, missing or of another type */
    static void check(JsonNode channel) {
        if (!channel.isObject()) {
            throw new TypeConversionException(
                    "a channel must be a JSON object, such as" + " {\"name\":\"lobby\",\"source\":\"lobby.mp4\"}");
        }
        channel.fieldNames().forEachRemaining(field -> {
            Predicate<JsonNode> type = TYPES.get(field);
            if (type == null) {
                throw new TypeConversionException("a channel has no \"" + field + "\"; it has "
                        + String.join(", ", TYPES.keySet().stream().sorted().toList()));
            }
            if (!type.test(channel.get(field))) {
                // What a URL to publish to looks like is nobody's business.
                throw new TypeConversionException("a channel's \"" + field + "\" cannot be "
                        + (field.startsWith("publish") ? channel.get(field).getNodeType() : channel.get(field)));
            }
        });
        checkName(channel);
    }

    private static boolean isTexts(JsonNode value) {
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    private static void checkName(JsonNode channel) {
        String name = channel.path("name").asText();
        if (name.isEmpty()) {
            throw new TypeConversionException("a channel beside the channel " + Channel.DEFAULT_NAME + " needs a name");
        }
        if (name.equals(Channel.DEFAULT_NAME)) {
            throw new TypeConversionException("the channel " + Channel.DEFAULT_NAME + " is there always: set it by"
                    + " --source, --standby, --size and so on");
        }
    }
}
