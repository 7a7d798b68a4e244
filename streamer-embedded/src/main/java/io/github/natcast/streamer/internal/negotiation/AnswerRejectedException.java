package io.github.natcast.streamer.internal.negotiation;

/** Thrown when an answer to an offer of this side cannot be used. The message says what it lacks. */
public final class AnswerRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A message may quote the answer, whose sender must not choose how much is logged. */
    private static final int LONGEST_MESSAGE = 500;

    public AnswerRejectedException(String message) {
        super(message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…");
    }

    /** The same of an answer's part that offers have, too. */
    AnswerRejectedException(OfferRejectedException cause) {
        this(cause.getMessage()
                + cause.offending().map(line -> " It has: " + line).orElse(""));
    }
}
