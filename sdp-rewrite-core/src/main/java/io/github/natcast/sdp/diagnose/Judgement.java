package io.github.natcast.sdp.diagnose;

import java.util.List;

/**
 * A verdict before it is put into words. Immutable.
 *
 * @param variant which of the code's texts; empty for the usual ones
 * @param numbers of the texts, in the places {@code {2}} to {@code {4}}: nothing that a viewer must not know
 * @param further sentences behind the text, such as {@code no-relay}
 * @param inside the place {@code {9}}: for the operator alone
 */
record Judgement(ViewerVerdictCode code, String variant, List<Object> numbers, List<String> further, String inside) {

    static Judgement of(ViewerVerdictCode code, Object... numbers) {
        return new Judgement(code, "", List.of(numbers), List.of(), "");
    }

    Judgement variant(String value) {
        return new Judgement(code, value, numbers, further, inside);
    }

    Judgement further(List<String> sentences) {
        return new Judgement(code, variant, numbers, sentences, inside);
    }

    Judgement inside(String value) {
        return new Judgement(code, variant, numbers, further, value);
    }
}
