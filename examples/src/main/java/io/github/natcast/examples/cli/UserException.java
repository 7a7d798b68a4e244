package io.github.natcast.examples.cli;

/** Something that the user can put right. The message is one line: what is wrong, with which value, and what to do. */
final class UserException extends Exception {
    private static final long serialVersionUID = 1L;

    UserException(String message) {
        super(message);
    }

    UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
