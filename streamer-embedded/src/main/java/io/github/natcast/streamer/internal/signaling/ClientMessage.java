package io.github.natcast.streamer.internal.signaling;

/** A message of the WebSocket protocol that a client may send. */
sealed interface ClientMessage {

    record Ping() implements ClientMessage {}

    record Pong() implements ClientMessage {}

    record Offer(String sdp) implements ClientMessage {}

    record RemoteCandidate(TrickledCandidate candidate) implements ClientMessage {}

    record EndOfCandidates() implements ClientMessage {}

    record Report(ViewerReport report) implements ClientMessage {}
}
