package io.github.natcast.sdp.rewrite;

import io.github.natcast.topology.PublicAddress;
import java.util.regex.Pattern;

/**
 * Rewrites exactly as natcast's predecessor did, for those who migrate and compare; all others use {@link SdpRewriter}.
 * Thread-safe.
 *
 * <p>It applies two regular expressions to the whole text, in this order; both match anywhere in a line:
 *
 * <pre>
 * c=IN IP4 \d+\.\d+\.\d+\.\d+                    is replaced by   c=IN IP4 PUBLIC
 * (a=candidate:\S+ \d+ (?:udp|tcp|UDP|TCP) \d+ )
 *     (?:10\.\d+\.\d+\.\d+
 *       |172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+
 *       |192\.168\.\d+\.\d+)( \d+ typ )          is replaced by   $1PUBLIC$2
 * </pre>
 *
 * <p>Known faults, each of which this class's test shows beside the right answer: it overwrites a call on hold
 * ({@code 0.0.0.0}), a multicast group, a public address and any other text that contains {@code c=IN IP4}; it ignores
 * the candidate's type; it does not look at other private ranges, IPv6, ports, {@code a=rtcp}, related addresses and
 * lone candidates; candidates may become alike.
 */
public final class LegacyRegexRewriter {
    private static final Pattern CONNECTION = Pattern.compile("c=IN IP4 \\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final Pattern CANDIDATE = Pattern.compile("(a=candidate:\\S+ \\d+ (?:udp|tcp|UDP|TCP) \\d+ )"
            + "(?:10\\.\\d+\\.\\d+\\.\\d+|172\\.(?:1[6-9]|2\\d|3[01])\\.\\d+\\.\\d+|192\\.168\\.\\d+\\.\\d+)"
            + "( \\d+ typ )");

    private final String connection;
    private final String candidate;

    private LegacyRegexRewriter(String publicAddress) {
        this.connection = "c=IN IP4 " + publicAddress;
        this.candidate = "$1" + publicAddress + "$2";
    }

    /**
     * A rewriter to one public address.
     *
     * @throws IllegalArgumentException when it is not an IP literal
     */
    public static LegacyRegexRewriter of(String publicAddress) {
        return new LegacyRegexRewriter(PublicAddress.of(publicAddress).address().toString());
    }

    /**
     * Rewrites as the predecessor did.
     *
     * @param localDescription an offer or answer of this host
     */
    public String rewrite(String localDescription) {
        String connections = CONNECTION.matcher(localDescription).replaceAll(connection);
        return CANDIDATE.matcher(connections).replaceAll(candidate);
    }
}
