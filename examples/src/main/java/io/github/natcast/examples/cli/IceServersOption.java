package io.github.natcast.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.topology.IceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code --ice-servers JSON}: a list of W3C {@code RTCIceServer}; {@code urls} is a string or a list of strings. */
record IceServersOption(List<IceServer> servers) {

    static final class Converter implements ITypeConverter<IceServersOption> {
        @Override
        public IceServersOption convert(String value) {
            JsonNode list = parse(value);
            if (!list.isArray()) {
                throw new TypeConversionException("the ICE servers must be a JSON list, such as"
                        + " [{\"urls\":\"stun:stun.example.org\"}]; given was " + list.getNodeType());
            }
            List<IceServer> servers = new ArrayList<>();
            for (JsonNode server : list) {
                try {
                    servers.add(server(urls(server), text(server, "username"), text(server, "credential")));
                } catch (IllegalArgumentException e) {
                    throw new TypeConversionException(e.getMessage());
                }
            }
            return new IceServersOption(servers);
        }

        private static JsonNode parse(String value) {
            try {
                return new ObjectMapper()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(value);
            } catch (JsonProcessingException e) {
                throw new TypeConversionException("the ICE servers are not JSON: " + e.getOriginalMessage());
            }
        }

        private static IceServer server(List<String> urls, Optional<String> username, Optional<String> credential) {
            for (String url : urls) {
                if (!url.matches("(?i)(stuns?|turns?):.+")) {
                    throw new TypeConversionException(
                            "ICE server URL \"" + url + "\" must start with stun:, turn: or turns:");
                }
            }
            IceServer server = IceServer.of(urls, username, credential);
            if (server.isTurn() && username.isPresent() != credential.isPresent()) {
                throw new TypeConversionException("TURN server " + urls
                        + " needs both username and credential, or none of them and the secret of --turn-secret");
            }
            return server;
        }

        private static List<String> urls(JsonNode server) {
            JsonNode urls = server.path("urls");
            if (urls.isTextual()) {
                return List.of(urls.asText());
            }
            List<String> all = new ArrayList<>();
            urls.forEach(url -> all.add(url.asText()));
            return all;
        }

        private static Optional<String> text(JsonNode server, String name) {
            return Optional.ofNullable(server.get(name))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        }
    }
}
