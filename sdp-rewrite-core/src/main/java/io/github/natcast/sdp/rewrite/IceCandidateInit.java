package io.github.natcast.sdp.rewrite;

import org.jspecify.annotations.Nullable;

/**
 * The fields of {@code RTCIceCandidateInit} (W3C WebRTC), as signalling carries them in JSON. Immutable.
 *
 * @param candidate {@code candidate:…}; the empty string ends the candidates
 * @param sdpMid the {@code a=mid} of the media section
 * @param sdpMLineIndex the place of the media section, from 0
 * @param usernameFragment the {@code ice-ufrag} of the generation
 */
public record IceCandidateInit(
        String candidate,
        @Nullable String sdpMid,
        @Nullable Integer sdpMLineIndex,
        @Nullable String usernameFragment) {}
