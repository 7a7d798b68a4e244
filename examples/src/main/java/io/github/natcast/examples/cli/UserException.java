package io.github.natcast.examples.cli;

/** Something that the user can put right. The message is one line: what is wrong, with which value, and what to do. */
final class UserException extends Exception {
    private static final long serialVersionUID = 1L;

    UserException(String message) {
        super(message);
    }

    /** The cause says it all. */
    UserException(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
