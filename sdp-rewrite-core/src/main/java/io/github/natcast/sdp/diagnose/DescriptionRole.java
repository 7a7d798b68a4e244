package io.github.natcast.sdp.diagnose;

/** Which of the two descriptions of a negotiation (RFC 3264). */
public enum DescriptionRole {
    /** The first one. */
    OFFER("offer"),
    /** The reply to the offer. */
    ANSWER("answer");

    private final String word;

    DescriptionRole(String word) {
        this.word = word;
    }

    /** {@code offer} or {@code answer}. */
    public String word() {
        return word;
    }
}
