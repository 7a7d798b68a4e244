package io.github.natcast.streamer.internal.signaling;

/** A WebSocket message that cannot be used. The socket stays open. */
final class MessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    MessageException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
