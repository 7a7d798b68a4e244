package io.github.natcast.streamer.signaling;

import java.util.List;
import java.util.Map;

/**
 * An HTTP response, as signalling makes it. Immutable.
 *
 * @param status of HTTP
 * @param headers by name, each value to be written as a field of its own; {@code Content-Length} and {@code Date} are
 *     the server's to add
 * @param body may be empty; not copied, and not to be changed. That of a response to {@code HEAD} is not sent, though
 *     {@code Content-Length} counts it (RFC 9110 §9.3.2)
 * @param written to be run once the response has been handed to the socket, from any thread; never if that fails. A
 *     server that cannot tell runs it when its write returns
 */
public record SignalingReply(int status, Map<String, List<String>> headers, byte[] body, Runnable written) {}
