package io.github.natcast.streamer.internal.publish;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request. Immutable.
 *
 * @param method in upper case
 * @param target where it goes, with the query
 * @param headers name to value
 * @param body empty when it has none
 */
record WhipRequest(String method, URI target, Map<String, String> headers, Optional<String> body) {
    WhipRequest {
        headers = Map.copyOf(headers);
    }

    static WhipRequest of(String method, URI target) {
        return new WhipRequest(method, target, Map.of(), Optional.empty());
    }

    WhipRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WhipRequest(method, target, more, body);
    }

    WhipRequest with(String contentType, String accept, String text) {
        WhipRequest typed = with("Content-Type", contentType).with("Accept", accept);
        return new WhipRequest(method, target, typed.headers, Optional.of(text));
    }

    WhipRequest at(URI other) {
        return new WhipRequest(method, other, headers, body);
    }

    /** Neither headers nor body, which have secrets; nor the query, which may have one. */
    @Override
    public String toString() {
        return method + " " + PlainUri.of(target);
    }
}
