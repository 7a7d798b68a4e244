package io.github.natcast.sdp.rewrite;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final Pattern ADDRESS_FIELDS = Pattern.compile("\\b(a=candidate:|c=IN |o=|a=rtcp:)|://");

    private MaskingPromise() {}

    static void check(RewriteResult result) {
        RewriteResult masked = result.masked();
        Promises.same(
                "masking keeps every decision",
                result.decisions().size(),
                masked.decisions().size());
        String shown = masked.sdp() + "\n" + masked.toDiff() + masked.toJson();
        for (String secret : PLANTED) {
            // JSON has many strings on one of its lines.
            for (String line : shown.split("\n|\r|\\\\[rn]|\"", -1)) {
                if (isAnnounced(line, secret)) {
                    throw new Promises.Broken("masking hides secrets and names", "no " + secret, line);
                }
            }
        }
        Matcher matcher = IPV4.matcher(shown);
        while (matcher.find()) {
            if (!matcher.group().equals("0.0.0.0") && isAddress(matcher.group())) {
                throw new Promises.Broken(
                        "masking hides addresses", "no " + matcher.group(), lineWith(shown, matcher.group()));
            }
        }
    }

    /**
     * Whether the line shows the word, and shows what it is: the generator also damages lines, and nothing tells that
     * {@code pwdS3cr3t} is a password, or that {@code a=candidat:} has a host name.
     */
    private static boolean isAnnounced(String line, String word) {
        int at = line.indexOf(word);
        boolean whole = at == 0 || (at > 0 && !Character.isLetterOrDigit(line.charAt(at - 1)));
        boolean ofCandidate = word.equals("S3cr3tPwd") || word.equals("S3cr3tUfrag");
        return whole
                && (!ofCandidate || line.matches(".*(a=candidate:.* (pwd|ufrag) |a=ice-[a-z]+:)" + word + ".*"))
                && (!word.equals("host.example.com")
                        || ADDRESS_FIELDS.matcher(line).find());
    }

    private static boolean isAddress(String quad) {
        return Stream.of(quad.split("\\.", -1)).allMatch(octet -> Integer.parseInt(octet) <= 255);
    }

    private static String lineWith(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).findFirst().orElse("");
    }
}
