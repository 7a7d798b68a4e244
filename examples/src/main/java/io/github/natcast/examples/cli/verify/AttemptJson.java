package io.github.natcast.examples.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.probe.IceCredentials;
import io.github.natcast.topology.ForwardTransport;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/** One attempt, as it is asked for. Whatever the bytes, it is one of ours or an exception. */
final class AttemptJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");
    /** RFC 8839 §5.4. */
    private static final Pattern ICE = Pattern.compile("[A-Za-z0-9+/]{4,256}");

    private AttemptJson() {}

    /** @param time in seconds since 1970: the request is good around then */
    static String write(Attempt attempt, long time) {
        ObjectNode node = JSON.createObjectNode();
        node.put("time", time);
        node.put("address", attempt.address().getAddress().getHostAddress());
        node.put("port", attempt.address().getPort());
        if (attempt instanceof Attempt.Http http) {
            node.put("kind", "http").put("tls", http.tls());
            node.put("authority", http.authority()).put("nonce", http.nonce());
        } else if (attempt instanceof Attempt.Ice ice) {
            node.put("kind", ice.transport().token());
            node.put("remoteUfrag", ice.credentials().remoteUfrag());
            node.put("localUfrag", ice.credentials().localUfrag());
            node.put("password", ice.credentials().remotePassword());
        }
        return node.toString();
    }

    /**
     * What was asked for, and when.
     *
     * @throws IllegalArgumentException when it is not of the form; the message says what is not
     */
    static Timed read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return new Timed(attempt(node), node.path("time").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the request is not JSON", e);
        }
    }

    /** An attempt, and when it was asked for, in seconds since 1970. */
    record Timed(Attempt attempt, long time) {}

    private static Attempt attempt(JsonNode node) {
        InetSocketAddress address = address(node);
        String kind = node.path("kind").asText();
        return switch (kind) {
            case "http" ->
                new Attempt.Http(
                        node.path("tls").asBoolean(),
                        address,
                        matching(node, "authority", AUTHORITY),
                        matching(node, "nonce", NONCE));
            case "udp", "tcp" ->
                new Attempt.Ice(
                        kind.equals("udp") ? ForwardTransport.UDP : ForwardTransport.TCP,
                        address,
                        new IceCredentials(
                                matching(node, "remoteUfrag", ICE),
                                matching(node, "localUfrag", ICE),
                                matching(node, "password", ICE)));
            default -> throw new IllegalArgumentException("the kind of attempt is not http, udp or tcp");
        };
    }

    private static InetSocketAddress address(JsonNode node) {
        IpAddress ip = IpAddress.parse(node.path("address").asText())
                .orElseThrow(() -> new IllegalArgumentException("the address is not an IP address"));
        int port = node.path("port").asInt();
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port is not 1 to 65535");
        }
        return Hosts.socketAddress(ip, port);
    }

    private static String matching(JsonNode node, String field, Pattern form) {
        String value = node.path(field).asText();
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + field + "\" is missing or too long");
        }
        return value;
    }

    static String write(Reached reached) {
        return JSON.createObjectNode()
                .put("reach", reached.kind().word())
                .put("proof", reached.proof())
                .toString();
    }

    /** @throws IllegalArgumentException when it is not of the form */
    static Reached readReached(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            for (Reached.Kind kind : Reached.Kind.values()) {
                if (kind.word().equals(node.path("reach").asText())) {
                    return new Reached(kind, node.path("proof").asText());
                }
            }
            throw new IllegalArgumentException("the answer names no outcome");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the answer is not JSON", e);
        }
    }
}
