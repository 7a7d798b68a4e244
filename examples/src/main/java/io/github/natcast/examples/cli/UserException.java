package io.github.natcast.examples.cli;

/** An error that the user can correct. The message is one line: what is wrong, with which value, and what to do. */
final class UserException extends Exception {
    private static final long serialVersionUID = 1L;

    UserException(String message) {
        super(message);
    }

    /** With the cause's message. */
    UserException(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
