package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signalling's requests and replies as Netty's messages. Stateless. */
final class HttpMessages {
    private HttpMessages() {}

    /** The path of a request's target in origin or absolute form (RFC 9112 §3.2), as it came and with its query. */
    static String pathAndQuery(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    /**
     * Copies a request out of Netty's buffers.
     *
     * @param target its path and query below the mount point
     * @param secure whether it came over TLS
     * @throws IllegalArgumentException when the target is no path
     */
    static SignalingRequest request(
            FullHttpRequest http,
            String target,
            InetSocketAddress remoteAddress,
            Optional<Principal> user,
            boolean secure) {
        int question = target.indexOf('?');
        return new SignalingRequest(
                http.method().name(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                byName(http.headers()),
                remoteAddress,
                user,
                ByteBufUtil.getBytes(http.content()),
                secure);
    }

    private static Map<String, List<String>> byName(HttpHeaders headers) {
        Map<String, List<String>> byName = new HashMap<>();
        headers.names().forEach(name -> byName.put(name, headers.getAll(name)));
        return byName;
    }

    static FullHttpResponse response(SignalingReply reply) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(reply.body()));
        reply.headers().forEach((name, values) -> response.headers().add(name, values));
        // RFC 9110 §8.6: a 204 must not carry Content-Length, and a 304 need not.
        if (reply.status() != 204 && reply.status() != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        return response;
    }
}
