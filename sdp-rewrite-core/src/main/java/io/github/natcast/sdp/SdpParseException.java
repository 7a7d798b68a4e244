package io.github.natcast.sdp;

/**
 * A text does not have the form that RFC 8866 or RFC 8839 demands, or is longer than the limit.
 *
 * <p>Reading a whole description throws this for a text over the limit only, never for a malformed line.
 */
public final class SdpParseException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_EXCERPT = 200;

    private final String offendingText;

    /**
     * @param expectation what was expected, as a sentence without a full stop
     * @param offendingText the text that did not meet it; kept and shown up to 200 characters
     */
    public SdpParseException(String expectation, String offendingText) {
        super(expectation + ": \"" + excerpt(offendingText) + "\"");
        this.offendingText = excerpt(offendingText);
    }

    /** The text that could not be read, cut to 200 characters. */
    public String offendingText() {
        return offendingText;
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
    }
}
