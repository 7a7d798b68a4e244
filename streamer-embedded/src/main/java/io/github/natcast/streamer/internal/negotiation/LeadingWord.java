package io.github.natcast.streamer.internal.negotiation;

/**
 * An attribute value as {@code <word> <rest>}, between which are blanks, or tabs as some write. One pass and no
 * pattern: values are strangers', and as long as they like. Immutable.
 *
 * @param word what precedes the first blank
 * @param rest the text behind it, without blanks at its ends; empty when there is none
 */
record LeadingWord(String word, String rest) {

    static LeadingWord of(String value) {
        int wordEnd = 0;
        while (wordEnd < value.length() && !isBlank(value.charAt(wordEnd))) {
            wordEnd++;
        }
        int begin = wordEnd;
        while (begin < value.length() && isBlank(value.charAt(begin))) {
            begin++;
        }
        int end = value.length();
        while (end > begin && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return new LeadingWord(value.substring(0, wordEnd), value.substring(begin, end));
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
