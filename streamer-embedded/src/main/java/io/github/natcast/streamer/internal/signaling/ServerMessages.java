package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.topology.IceServer;
import java.util.List;
import java.util.Map;

/** Writes the messages that the server sends, as JSON. Thread-safe. */
final class ServerMessages {
    static final String PING = "{\"type\":\"ping\"}";
    static final String PONG = "{\"type\":\"pong\"}";

    /** To a socket that came without credentials: its client sends some, or an empty token if it has none. */
    static final String AUTH_REQUIRED = "{\"type\":\"auth_required\"}";

    private final ObjectMapper mapper;

    ServerMessages(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String iceServers(List<IceServer> servers) {
        ObjectNode message = message("ice_servers");
        ArrayNode list = message.putArray("iceServers");
        for (IceServer server : servers) {
            ObjectNode entry = list.addObject();
            ArrayNode urls = entry.putArray("urls");
            server.urls().forEach(url -> urls.add(url.text()));
            server.username().ifPresent(username -> entry.put("username", username));
            server.credential().ifPresent(credential -> entry.put("credential", credential));
        }
        return write(message);
    }

    String answer(String sdp) {
        return write(message("webrtc_answer").put("sdp", sdp));
    }

    String candidate(TrickledCandidate candidate) {
        ObjectNode message = message("ice_candidate");
        ObjectNode fields = message.putObject("candidate");
        fields.put("candidate", candidate.candidate());
        candidate.sdpMid().ifPresent(mid -> fields.put("sdpMid", mid));
        candidate.sdpMLineIndex().ifPresent(index -> fields.put("sdpMLineIndex", index));
        return write(message);
    }

    String endOfCandidates() {
        return write(message("ice_candidate").putNull("candidate"));
    }

    String error(Problem problem) {
        ObjectNode message = message("error")
                .put("code", problem.code())
                .put("message", problem.message())
                .put("retry", problem.mayBeRetried());
        if (problem.retryAfterSeconds() > 0) {
            message.put("retryAfter", problem.retryAfterSeconds());
        }
        if (problem.offending() != null) {
            message.put("offending", problem.offending());
        }
        return write(message);
    }

    /** The body of an HTTP response that reports a problem (RFC 9457). */
    String problemJson(Problem problem) {
        ObjectNode body = mapper.createObjectNode()
                .put("status", problem.status())
                .put("code", problem.code())
                .put("detail", problem.message())
                .put("retry", problem.mayBeRetried());
        if (problem.offending() != null) {
            body.put("offending", problem.offending());
        }
        return write(body);
    }

    /** Yes or no, for everybody. */
    String status(boolean ok) {
        return write(mapper.createObjectNode().put("status", ok ? "ok" : "failing"));
    }

    String health(Health health) {
        ObjectNode body = mapper.createObjectNode().put("status", health.healthy() ? "ok" : "failing");
        body.setAll((ObjectNode) mapper.valueToTree(health.details()));
        return write(body);
    }

    /** What the server knows of the viewer's media. */
    String viewerStats(Map<String, Object> stats) {
        ObjectNode message = message("viewer_stats");
        message.setAll((ObjectNode) mapper.valueToTree(stats));
        return write(message);
    }

    /** Why the viewer sees nothing, or sees it badly; {@code none} when it does not any more. */
    String verdict(String code, String viewer, String operator) {
        ObjectNode message = message("verdict").put("code", code);
        if (!viewer.isEmpty()) {
            message.put("viewer", viewer).put("operator", operator);
        }
        return write(message);
    }

    /** Lists and maps of plain values. */
    String json(Object plain) {
        return write(mapper.valueToTree(plain));
    }

    private ObjectNode message(String type) {
        return mapper.createObjectNode().put("type", type);
    }

    private String write(JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always written", e);
        }
    }
}
