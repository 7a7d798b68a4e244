package io.github.natcast.topology;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.json.JsonException;
import io.github.natcast.sdp.internal.json.JsonReader;
import io.github.natcast.sdp.internal.json.JsonValue;
import io.github.natcast.sdp.internal.json.JsonValue.JsonArray;
import io.github.natcast.sdp.internal.json.JsonValue.JsonNumber;
import io.github.natcast.sdp.internal.json.JsonValue.JsonObject;
import io.github.natcast.sdp.internal.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON form of a topology, as {@link NetworkTopology#fromJson} describes it. Stateless. */
final class TopologyJson {
    private static final List<String> FIELDS = List.of(
            "publicAddresses",
            "localAddresses",
            "mediaPorts",
            "tunnel",
            "tunnelDatagramBytes",
            "forwards",
            "iceServers");
    private static final List<String> FORWARD_FIELDS =
            List.of("transport", "public", "local", "publicAddress", "localAddress");
    private static final List<String> SERVER_FIELDS = List.of("urls", "username", "credential");

    private TopologyJson() {}

    static NetworkTopology read(String json) {
        NetworkTopologyBuilder builder = NetworkTopology.builder();
        try {
            JsonObject object = JsonReader.read(json).asObject("the topology");
            object.requireOnly(FIELDS);
            each(object, "publicAddresses", value -> builder.publicAddress(value.asString("a public address")));
            each(object, "localAddresses", value -> builder.localAddress(value.asString("a local address")));
            one(object, "mediaPorts", value -> builder.mediaPorts(ports(value, "mediaPorts")));
            one(object, "tunnel", value -> builder.tunnel(TunnelKind.ofToken(value.asString("tunnel"))));
            one(
                    object,
                    "tunnelDatagramBytes",
                    value -> builder.tunnelDatagramBytes(value.asInt("tunnelDatagramBytes")));
            each(object, "forwards", value -> builder.forward(forward(value.asObject("a forward"))));
            each(object, "iceServers", value -> builder.iceServer(server(value.asObject("an ICE server"))));
        } catch (JsonException e) {
            throw new TopologyException(e.problem(), e.line(), e.column(), e);
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new TopologyException(e);
        }
    }

    private static void each(JsonObject object, String field, Function<JsonValue, Object> reader) {
        JsonValue value = object.member(field);
        if (value != null) {
            value.asArray(field).forEach(element -> at(element, reader));
        }
    }

    private static void one(JsonObject object, String field, Function<JsonValue, Object> reader) {
        JsonValue value = object.member(field);
        if (value != null) {
            at(value, reader);
        }
    }

    /** Adds the value's position to what the reader refuses. */
    private static <T> T at(JsonValue value, Function<JsonValue, T> reader) {
        try {
            return reader.apply(value);
        } catch (JsonException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new JsonException(
                    Objects.requireNonNullElse(e.getMessage(), "not valid").replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?"),
                    value.position());
        }
    }

    private static PortForward forward(JsonObject object) {
        object.requireOnly(FORWARD_FIELDS);
        ForwardTransport transport =
                at(required(object, "transport"), value -> ForwardTransport.ofToken(value.asString("transport")));
        PortRange publicPorts = at(required(object, "public"), value -> ports(value, "public"));
        JsonValue local = object.member("local");
        PortRange localPorts = local == null ? publicPorts : at(local, value -> ports(value, "local"));
        return new PortForward(
                transport, address(object, "publicAddress"), publicPorts, address(object, "localAddress"), localPorts);
    }

    private static Optional<IpAddress> address(JsonObject object, String field) {
        JsonValue value = object.member(field);
        return value == null
                ? Optional.empty()
                : Optional.of(at(value, text -> PublicAddress.unicast(field, text.asString(field))));
    }

    private static IceServer server(JsonObject object) {
        object.requireOnly(SERVER_FIELDS);
        JsonValue urls = required(object, "urls");
        List<JsonValue> list = urls instanceof JsonArray array ? array.elements() : List.of(urls);
        return new IceServer(
                list.stream()
                        .map(url -> at(url, value -> IceServerUrl.parse(value.asString("a URL"))))
                        .toList(),
                text(object.member("username"), "username"),
                text(object.member("credential"), "credential"));
    }

    private static Optional<String> text(@Nullable JsonValue value, String field) {
        return value == null ? Optional.empty() : Optional.of(value.asString(field));
    }

    private static PortRange ports(JsonValue value, String field) {
        return value instanceof JsonNumber ? PortRange.of(value.asInt(field)) : PortRange.parse(value.asString(field));
    }

    private static JsonValue required(JsonObject object, String field) {
        JsonValue value = object.member(field);
        if (value == null) {
            throw new JsonException("the field \"" + field + "\" is missing", object.position());
        }
        return value;
    }

    static String write(NetworkTopology topology) {
        Map<String, Object> object = new LinkedHashMap<>();
        put(
                object,
                "publicAddresses",
                topology.publicAddresses().stream().map(IpAddress::toString).toList());
        put(
                object,
                "localAddresses",
                topology.localAddresses().stream().map(IpAddress::toString).toList());
        topology.mediaPorts().ifPresent(ports -> object.put("mediaPorts", portsValue(ports)));
        object.put("tunnel", topology.tunnel().token());
        topology.tunnelDatagramBytes().ifPresent(bytes -> object.put("tunnelDatagramBytes", bytes));
        put(
                object,
                "forwards",
                topology.forwards().stream().map(TopologyJson::forwardValue).toList());
        put(
                object,
                "iceServers",
                topology.iceServers().stream().map(TopologyJson::serverValue).toList());
        return JsonWriter.write(object) + "\n";
    }

    private static void put(Map<String, Object> object, String field, List<?> list) {
        if (!list.isEmpty()) {
            object.put(field, list);
        }
    }

    private static Map<String, Object> forwardValue(PortForward forward) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("transport", forward.transport().token());
        object.put("public", portsValue(forward.publicPorts()));
        object.put("local", portsValue(forward.localPorts()));
        forward.publicAddress().ifPresent(address -> object.put("publicAddress", address.toString()));
        forward.localAddress().ifPresent(address -> object.put("localAddress", address.toString()));
        return object;
    }

    private static Map<String, Object> serverValue(IceServer server) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("urls", server.urls().stream().map(IceServerUrl::text).toList());
        server.username().ifPresent(username -> object.put("username", username));
        server.credential().ifPresent(credential -> object.put("credential", credential));
        return object;
    }

    private static Object portsValue(PortRange ports) {
        return ports.size() == 1 ? (Object) ports.first() : ports.toString();
    }
}
