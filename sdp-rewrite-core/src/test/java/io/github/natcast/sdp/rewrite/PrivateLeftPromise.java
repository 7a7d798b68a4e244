package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@link RewriteResult#privateLeft()} promises: each private address that a reader finds in the result is there.
 * This one looks with a pattern of its own, for addresses that stand by themselves. Stateless.
 */
final class PrivateLeftPromise {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w\\p{L}.:%-])(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})(?![\\w\\p{L}.:%-])");

    private PrivateLeftPromise() {}

    static void check(SdpRewriter rewriter, String rewritten, RewriteResult result) {
        Set<IpAddress> configured = RuleOracle.publicAddresses(rewriter);
        List<String> lines = RewritingCase.linesOf(rewritten);
        for (PrivateLeft left : result.privateLeft()) {
            String line = lines.get(left.lineNumber() - 1);
            Promises.same("what is left private is told with its line", withoutMark(line), withoutMark(left.line()));
            if (!line.contains(left.address())) {
                throw new Promises.Broken("what is left private is told as written", line, left);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = ADDRESS.matcher(lines.get(i));
            while (matcher.find()) {
                require(lines.get(i), i + 1, matcher.group(), configured, result);
            }
        }
    }

    private static void require(
            String line, int number, String address, Set<IpAddress> configured, RewriteResult result) {
        IpAddress ip = IpAddress.parse(address).orElse(null);
        if (ip == null || ip.unmapped().isUnspecified() || configured.contains(ip.unmapped())) {
            return;
        }
        boolean reachable = AddressScope.of(ip).isEmpty()
                || (line.replace("\uFEFF", "").startsWith("o=") && ip.unmapped().isLoopback());
        if (!reachable
                && result.privateLeft().stream()
                        .noneMatch(left ->
                                left.lineNumber() == number && left.address().equals(address))) {
            throw new Promises.Broken(
                    "all that is left private is told", number + " " + address + " in " + line, result.privateLeft());
        }
    }

    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
}
