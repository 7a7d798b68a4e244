package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** Parses the messages that clients send over the WebSocket. Thread-safe. */
final class MessageReader {
    private static final int MAXIMUM_REPORT = 16 << 10;
    /** Characters; far more than any login server writes. */
    private static final int MAXIMUM_TOKEN = 16 << 10;

    private static final int MAXIMUM_PROBLEM = 400;
    /** Of a count in a report. */
    private static final double GREATEST = 1e15;

    private static final String TYPES = "ping, pong, auth, webrtc_offer, ice_candidate, viewer_report";

    private final ObjectMapper mapper;
    private final int maximumOfferBytes;

    MessageReader(ObjectMapper mapper, int maximumOfferBytes) {
        this.mapper = mapper.copy().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.maximumOfferBytes = maximumOfferBytes;
    }

    ClientMessage read(String text) throws UnusableMessageException {
        JsonNode message = parse(text);
        String type = requiredText(message, "type");
        return switch (type) {
            case "ping" -> new ClientMessage.Ping();
            case "pong" -> new ClientMessage.Pong();
            case "auth" -> auth(message);
            case "webrtc_offer" -> offer(message);
            case "ice_candidate" -> candidate(message);
            case "viewer_report" -> report(message, text);
            default -> application(type, text);
        };
    }

    /** A token is kept as long as its socket: no stranger's may be as long as a message. */
    private static ClientMessage auth(JsonNode message) throws UnusableMessageException {
        String token = requiredText(message, "token");
        if (token.length() > MAXIMUM_TOKEN) {
            throw new UnusableMessageException(new Problem(
                    413,
                    "token_too_large",
                    "The token has " + token.length() + " characters; at most " + MAXIMUM_TOKEN + " are accepted."));
        }
        return new ClientMessage.Auth(token);
    }

    private static ClientMessage application(String type, String text) throws UnusableMessageException {
        if (MessageTypes.isReserved(type) || type.isEmpty() || type.length() > MessageTypes.LONGEST) {
            throw new UnusableMessageException(unknownType(type));
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > OutgoingMessage.MAXIMUM_BYTES) {
            throw new UnusableMessageException(new Problem(
                    413,
                    "message_too_large",
                    "The message has " + bytes + " bytes; at most " + OutgoingMessage.MAXIMUM_BYTES + " are accepted.",
                    Problem.excerpt(type)));
        }
        return new ClientMessage.Application(type, text);
    }

    /** Neither signalling nor the program knows the type. */
    static Problem unknownType(String type) {
        return new Problem(
                400,
                "unknown_type",
                "The type must be one of " + TYPES + ", or one that the program knows.",
                Problem.excerpt(type));
    }

    private JsonNode parse(String text) throws UnusableMessageException {
        JsonNode message;
        try {
            message = mapper.readTree(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw refused(
                    "not_json", "The message is not JSON" + where + ": " + e.getOriginalMessage(), excerptAt(text, e));
        }
        if (!message.isObject()) {
            throw refused("not_json", "The message must be a JSON object with a \"type\".", Problem.excerpt(text));
        }
        return message;
    }

    private ClientMessage offer(JsonNode message) throws UnusableMessageException {
        String sdp = requiredText(message, "sdp");
        int bytes = sdp.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maximumOfferBytes) {
            throw new UnusableMessageException(Problem.offerTooLarge(bytes, maximumOfferBytes));
        }
        return new ClientMessage.Offer(sdp);
    }

    /** Accepts {@code RTCIceCandidate.toJSON()} and, as some clients send it, the same fields in the message itself. */
    private static ClientMessage candidate(JsonNode message) throws UnusableMessageException {
        JsonNode candidate = message.get("candidate");
        if (candidate == null) {
            throw missing(
                    "candidate", "an object such as RTCIceCandidate.toJSON() gives, or null when there are no more");
        }
        if (candidate.isNull()) {
            return new ClientMessage.EndOfCandidates();
        }
        JsonNode fields = candidate.isObject() ? candidate : message;
        String line = requiredText(fields, "candidate");
        // The empty string ends the candidates of one generation (W3C WebRTC, RTCIceCandidate).
        if (line.isEmpty()) {
            return new ClientMessage.EndOfCandidates();
        }
        String value = line.startsWith("a=") ? line.substring(2) : line;
        if (!value.startsWith("candidate:")) {
            throw refused(
                    "bad_candidate", "A candidate must begin with \"candidate:\" (RFC 8839).", Problem.excerpt(line));
        }
        JsonNode mid = fields.path("sdpMid");
        JsonNode index = fields.path("sdpMLineIndex");
        return new ClientMessage.RemoteCandidate(new TrickledCandidate(
                value,
                mid.isTextual() ? Optional.of(mid.textValue()) : Optional.empty(),
                index.canConvertToInt() ? OptionalInt.of(index.intValue()) : OptionalInt.empty()));
    }

    private static ClientMessage report(JsonNode message, String text) throws UnusableMessageException {
        if (text.length() > MAXIMUM_REPORT) {
            throw refused(
                    "report_too_large",
                    "The report has " + text.length() + " characters; at most " + MAXIMUM_REPORT + " are accepted.",
                    Problem.excerpt(text));
        }
        boolean firstFrameShown = message.path("timings").hasNonNull("firstFrame");
        return new ClientMessage.Report(new ViewerReport(
                firstFrameShown, playing(message.path("stats")), problem(message), message.toString()));
    }

    private static Optional<ViewerReport.Playing> playing(JsonNode stats) {
        return stats.path("framesDecoded").isNumber()
                ? Optional.of(new ViewerReport.Playing(
                        (long) number(stats, "framesDecoded"),
                        (long) number(stats, "framesDropped"),
                        number(stats, "framesPerSecond"),
                        number(stats, "decodeMillis"),
                        number(stats, "jitterBufferMillis")))
                : Optional.empty();
    }

    /** 0 for what is missing, or no number that a page could mean. */
    private static double number(JsonNode stats, String name) {
        double value = stats.path(name).asDouble(0);
        return value >= 0 && value <= GREATEST ? value : 0;
    }

    /** The viewer's own words go into the log: one line, whatever they are. */
    private static Optional<String> problem(JsonNode message) {
        JsonNode error = message.path("error");
        if (!error.path("code").isTextual()) {
            return Optional.empty();
        }
        String words =
                error.path("code").asText() + ": " + error.path("message").asText();
        String line = words.codePoints()
                .filter(SessionName::isHarmless)
                .limit(MAXIMUM_PROBLEM)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Optional.of(line);
    }

    private static String requiredText(JsonNode object, String field) throws UnusableMessageException {
        JsonNode value = object.get(field);
        if (value == null || !value.isTextual()) {
            throw missing(field, "a string");
        }
        return value.textValue();
    }

    private static UnusableMessageException missing(String field, String expected) {
        return refused("missing_field", "The field \"" + field + "\" must be " + expected + ".", field);
    }

    private static UnusableMessageException refused(String code, String message, String offending) {
        return new UnusableMessageException(new Problem(400, code, message, offending));
    }

    private static String excerptAt(String text, JsonProcessingException e) {
        long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        int from = (int) Math.max(0, Math.min(text.length(), offset) - 20);
        return Problem.excerpt(text.substring(from));
    }

    /** Why a message cannot be used. The socket stays open. */
    static final class UnusableMessageException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        private UnusableMessageException(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
