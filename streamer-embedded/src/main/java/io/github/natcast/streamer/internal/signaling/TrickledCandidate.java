package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One trickled candidate (RFC 8838), with the fields of W3C {@code RTCIceCandidateInit}. Immutable.
 *
 * @param candidate {@code candidate:…} as RFC 8839 §5.1 writes it, without {@code a=}
 * @param sdpMid the {@code a=mid} of its media section
 * @param sdpMLineIndex the zero-based index of its media section
 */
public record TrickledCandidate(String candidate, Optional<String> sdpMid, OptionalInt sdpMLineIndex) {}
