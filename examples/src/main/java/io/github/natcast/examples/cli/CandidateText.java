package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import java.util.regex.Pattern;

/** A candidate as it is trickled, given on the command line. */
final class CandidateText {
    private static final Pattern CANDIDATE = Pattern.compile("(?i)(a=)?candidate:\\S.*");

    private CandidateText() {}

    static String require(String text) throws UserException {
        String candidate = text.strip();
        if (candidate.startsWith("{")) {
            throw new UserException("--candidate is JSON; pass the text of its \"candidate\" member");
        }
        if (!CANDIDATE.matcher(candidate).matches()) {
            throw new UserException("--candidate: \"" + SdpText.beginning(text) + "\" is no candidate; an example is"
                    + " \"candidate:1 1 udp 2122260223 192.168.1.10 10111 typ host\"");
        }
        return candidate;
    }
}
