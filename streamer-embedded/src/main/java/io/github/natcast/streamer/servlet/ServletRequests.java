package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.signaling.SignalingRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads servlet requests. */
final class ServletRequests {
    private ServletRequests() {}

    /**
     * The path below the servlet, percent-encoded as it came and without path parameters such as {@code ;jsessionid=…}:
     * empty for the servlet's own path without a slash behind it, else beginning with a slash.
     */
    static String pathBelow(HttpServletRequest http) {
        String path = http.getRequestURI().substring(http.getContextPath().length());
        if (http.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH) {
            // The servlet's path is decoded, the request's is not: both have as many slashes.
            long slashes = http.getServletPath().chars().filter(c -> c == '/').count();
            for (long passed = 0; passed < slashes; passed++) {
                path = path.substring(1);
                int next = path.indexOf('/');
                path = next < 0 ? "" : path.substring(next);
            }
        }
        return path.replaceAll(";[^/]*", "");
    }

    static SignalingRequest of(HttpServletRequest http, String path, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        Collections.list(http.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(http.getHeaders(name))));
        String query = http.getQueryString();
        return new SignalingRequest(
                http.getMethod(),
                path,
                query == null ? "" : query,
                headers,
                ClientAddresses.of(http),
                Optional.ofNullable(http.getUserPrincipal()),
                body,
                http.isSecure());
    }
}
