package io.github.natcast.sdp.rewrite;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link RewriteResult#masked()} promises: neither an address nor a secret can be read in it. Stateless. */
final class MaskingPromise {
    private static final Pattern IPV4 = Pattern.compile("(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.])");

    /** What {@link SdpGenerator} plants where secrets and names stand. */
    static final List<String> PLANTED = List.of(
            "S3cr3tPwd",
            "S3cr3tUfrag",
            "WVNfX19zZW1jdGwgKCkgew",
            "k3yMaterial",
            "AQAFgM0X",
            "fd00::10",
            "fd00::1",
            "FD00:0::10",
            "fe80::1",
            "2001:db8::7",
            "2001:db8:ffff::10",
            "host.example.com",
            "0a1b.local");

    private MaskingPromise() {}

    static void check(RewriteResult result) {
        RewriteResult masked = result.masked();
        Promises.same(
                "masking keeps every decision",
                result.decisions().size(),
                masked.decisions().size());
        String shown = masked.sdp() + "\n" + masked.toDiff() + masked.toJson();
        for (String secret : PLANTED) {
            if (shown.contains(secret)) {
                throw new Promises.Broken("masking hides secrets and names", "no " + secret, lineWith(shown, secret));
            }
        }
        Matcher matcher = IPV4.matcher(shown);
        while (matcher.find()) {
            if (!matcher.group().equals("0.0.0.0")) {
                throw new Promises.Broken(
                        "masking hides addresses", "no " + matcher.group(), lineWith(shown, matcher.group()));
            }
        }
    }

    private static String lineWith(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).findFirst().orElse("");
    }
}
