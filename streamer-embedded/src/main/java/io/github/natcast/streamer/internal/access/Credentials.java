package io.github.natcast.streamer.internal.access;

import io.github.natcast.streamer.ViewerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User and password of a request's {@code Authorization: Basic …} (RFC 7617); empty texts without them. Immutable. */
record Credentials(String user, String password) {
    private static final Credentials NONE = new Credentials("", "");
    private static final String SCHEME = "Basic ";

    static Credentials of(ViewerRequest request) {
        String header = request.header("Authorization").orElse("");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return NONE;
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
            String pair = new String(bytes, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? NONE : new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return NONE;
        }
    }

    /** Names neither. */
    @Override
    public String toString() {
        return "credentials";
    }
}
