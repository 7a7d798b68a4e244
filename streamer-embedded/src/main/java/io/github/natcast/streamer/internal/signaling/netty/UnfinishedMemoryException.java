package io.github.natcast.streamer.internal.signaling.netty;

/** All connections together hold as much that is not finished as they may. */
final class UnfinishedMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfinishedMemoryException() {
        super("too many messages are not complete; try again later", null, false, false);
    }
}
