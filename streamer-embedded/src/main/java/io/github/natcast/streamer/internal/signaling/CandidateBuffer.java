package io.github.natcast.streamer.internal.signaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Orders what one viewer signals to its WebSocket: the candidates after their answer, and nothing after the viewer's
 * end or its replacement. Thread-safe.
 */
final class CandidateBuffer implements ViewerSignals {
    private enum Phase {
        ANSWERING,
        ANSWERED,
        ENDED
    }

    private final WebSocketConnection connection;
    private final ServerMessages messages;
    private final Duration openSince;
    private final List<String> held = new ArrayList<>();
    /** The program may greet a viewer whose answer is on its way; the longest message fits. */
    private final List<OutgoingMessage> greetings = new ArrayList<>();

    private Phase phase = Phase.ANSWERING;

    /** @param openSince how long the socket has been open */
    CandidateBuffer(WebSocketConnection connection, ServerMessages messages, Duration openSince) {
        this.connection = connection;
        this.openSince = openSince;
        this.messages = messages;
    }

    /** A further offer is being answered: the candidates belong after that answer. */
    synchronized void answering() {
        if (phase == Phase.ANSWERED) {
            phase = Phase.ANSWERING;
        }
    }

    /**
     * Sends the answer, then the candidates that were held back for it.
     *
     * @param afterWriting run once the answer has been handed to the socket
     */
    synchronized void answered(String answer, Runnable afterWriting) {
        connection.send(messages.answer(answer), afterWriting);
        release();
    }

    /** Sends what was held back for an answer that does not come. */
    synchronized void release() {
        held.forEach(connection::send);
        held.clear();
        greetings.forEach(connection::offer);
        greetings.clear();
        if (phase == Phase.ANSWERING) {
            phase = Phase.ANSWERED;
        }
    }

    /** Sends nothing from now on: another viewer took this one's place, or the socket is gone. */
    synchronized void detach() {
        phase = Phase.ENDED;
        held.clear();
        greetings.clear();
    }

    @Override
    public void onLocalCandidate(TrickledCandidate candidate) {
        deliver(messages.candidate(candidate));
    }

    @Override
    public void onEndOfLocalCandidates() {
        deliver(messages.endOfCandidates());
    }

    @Override
    public void onVerdict(String code, String viewer, String operator) {
        deliver(messages.verdict(code, viewer, operator));
    }

    @Override
    public Optional<Duration> openSince() {
        return Optional.of(openSince);
    }

    @Override
    public void onClosed(String reason) {
        ended(new Problem(503, "viewer_closed", "The server ended this viewer: " + reason));
    }

    @Override
    public void onRemoved(String reason) {
        ended(new Problem(403, "viewer_removed", reason, null, false));
    }

    private synchronized void ended(Problem problem) {
        deliver(messages.error(problem));
        phase = Phase.ENDED;
    }

    private synchronized void deliver(String message) {
        switch (phase) {
            case ANSWERING -> held.add(message);
            case ANSWERED -> connection.send(message);
            case ENDED -> {}
        }
    }

    @Override
    public synchronized boolean send(OutgoingMessage message) {
        return switch (phase) {
            case ANSWERING -> greet(message);
            case ANSWERED -> connection.offer(message);
            case ENDED -> false;
        };
    }

    private boolean greet(OutgoingMessage message) {
        int length = greetings.stream()
                .mapToInt(greeting -> greeting.json().length())
                .sum();
        return length + message.json().length() <= OutgoingMessage.MAXIMUM_BYTES && greetings.add(message);
    }
}
