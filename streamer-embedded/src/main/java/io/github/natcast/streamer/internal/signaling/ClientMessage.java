package io.github.natcast.streamer.internal.signaling;

/** What a client can send over the WebSocket. Immutable. */
sealed interface ClientMessage {

    record Ping() implements ClientMessage {}

    record Pong() implements ClientMessage {}

    /** Who asks, on a socket that came without credentials; its token may be empty. */
    record Auth(String token) implements ClientMessage {
        /** Names no token. */
        @Override
        public String toString() {
            return "Auth";
        }
    }

    record Offer(String sdp) implements ClientMessage {}

    record RemoteCandidate(TrickledCandidate candidate) implements ClientMessage {}

    record EndOfCandidates() implements ClientMessage {}

    record Report(ViewerReport report) implements ClientMessage {}

    /** For the program: an object, as it came, whose type is not signalling's own. */
    record Application(String type, String json) implements ClientMessage {}
}
