package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.internal.Masker;

/**
 * A line of an offer or an answer that a {@link Finding} points at.
 *
 * @param description which of the two
 * @param number from 1; 0 for a candidate that was trickled after the description
 * @param text without its ending, at most 200 characters; {@code ***} replaces passwords and keys, what stands before
 *     {@code @}, and queries of URIs. Addresses stay, for findings are about them
 */
public record DescriptionLine(DescriptionRole description, int number, String text) {
    private static final int LONGEST = 200;

    static DescriptionLine of(DescriptionRole role, SdpLine line) {
        return new DescriptionLine(role, line.number(), shown(line.text()));
    }

    private static String shown(String text) {
        String printable = Masker.hideSecrets(text).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }
}
