package io.github.natcast.streamer.internal.signaling;

import java.util.ArrayList;
import java.util.List;

/**
 * One viewer's local candidates on their way to its WebSocket: never before the answer, never after its end.
 * Thread-safe.
 */
final class CandidateBuffer implements ViewerSignals {
    private enum Phase {
        ANSWERING,
        ANSWERED,
        ENDED
    }

    private final WebSocketConnection connection;
    private final ServerMessages messages;
    private final List<String> held = new ArrayList<>();
    private Phase phase = Phase.ANSWERING;

    CandidateBuffer(WebSocketConnection connection, ServerMessages messages) {
        this.connection = connection;
        this.messages = messages;
    }

    /** Sends the answer, and after it the candidates that came before it. */
    synchronized void answered(SignaledViewer viewer) {
        connection.send(messages.answer(viewer.answer()), viewer::onAnswerSent);
        held.forEach(connection::send);
        held.clear();
        if (phase == Phase.ANSWERING) {
            phase = Phase.ANSWERED;
        }
    }

    /** Nothing more goes to the browser: another viewer or the socket's end takes this one's place. */
    synchronized void detach() {
        phase = Phase.ENDED;
        held.clear();
    }

    @Override
    public void onLocalCandidate(TrickledCandidate candidate) {
        tell(messages.candidate(candidate));
    }

    @Override
    public void onEndOfLocalCandidates() {
        tell(messages.endOfCandidates());
    }

    @Override
    public synchronized void onClosed(String reason) {
        tell(messages.error(new Problem(503, "viewer_closed", "The server ended this viewer: " + reason)));
        phase = Phase.ENDED;
    }

    private synchronized void tell(String message) {
        switch (phase) {
            case ANSWERING -> held.add(message);
            case ANSWERED -> connection.send(message);
            case ENDED -> {}
        }
    }
}
