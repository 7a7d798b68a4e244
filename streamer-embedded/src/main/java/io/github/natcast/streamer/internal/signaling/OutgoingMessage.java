package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/**
 * A message of the program to viewers, which was checked. Immutable.
 *
 * @param json an object with a {@code type} that is not signalling's own
 */
public record OutgoingMessage(String json) {
    /** The longest message, either way, in bytes of UTF-8. */
    public static final int MAXIMUM_BYTES = 64 << 10;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws IllegalArgumentException when it is too long, no JSON object, or without a type of the program's */
    public OutgoingMessage {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAXIMUM_BYTES) {
            throw new IllegalArgumentException(
                    "the message has " + bytes + " bytes of UTF-8; at most " + MAXIMUM_BYTES + " are sent");
        }
        JsonNode type = object(json).path("type");
        if (!type.isTextual() || type.textValue().isEmpty() || type.textValue().length() > MessageTypes.LONGEST) {
            throw new IllegalArgumentException("the message needs a \"type\", a string of 1 to " + MessageTypes.LONGEST
                    + " characters: " + Problem.excerpt(json));
        }
        if (MessageTypes.isReserved(type.textValue())) {
            throw new IllegalArgumentException(
                    "the type \"" + type.textValue() + "\" is signalling's own; reserved are " + MessageTypes.RESERVED);
        }
    }

    private static JsonNode object(String json) {
        JsonNode message;
        try {
            message = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the message is not JSON: " + e.getOriginalMessage() + ": " + Problem.excerpt(json), e);
        }
        if (!message.isObject()) {
            throw new IllegalArgumentException("the message must be a JSON object: " + Problem.excerpt(json));
        }
        return message;
    }
}
