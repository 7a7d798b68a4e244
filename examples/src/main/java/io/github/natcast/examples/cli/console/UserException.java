package io.github.natcast.examples.cli.console;

/** An error that the user can correct. The message is one line: what is wrong, with which value, and what to do. */
public final class UserException extends Exception {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    /** With the cause's message. */
    public UserException(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
