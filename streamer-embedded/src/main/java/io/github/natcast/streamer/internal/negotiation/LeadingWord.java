package io.github.natcast.streamer.internal.negotiation;

/**
 * An attribute value as {@code <word> <rest>}. One pass and no pattern: values are strangers', and as long as they
 * like. Immutable.
 *
 * @param word what precedes the first blank
 * @param rest the trimmed text behind it; empty when there is none
 */
record LeadingWord(String word, String rest) {

    static LeadingWord of(String value) {
        int end = 0;
        while (end < value.length() && value.charAt(end) > ' ') {
            end++;
        }
        return new LeadingWord(value.substring(0, end), value.substring(end).trim());
    }
}
