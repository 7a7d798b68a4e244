package io.github.natcast.sdp.rewrite;

import java.util.List;
import java.util.Map;
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

    /** What announces a secret or a name; addresses need nothing. */
    private static final Map<String, Pattern> ANNOUNCED = Map.of(
            "S3cr3tPwd", Pattern.compile("a=candidate:.* pwd |a=ice-pwd:"),
            "S3cr3tUfrag", Pattern.compile("a=candidate:.* ufrag |a=ice-ufrag:"),
            "WVNfX19zZW1jdGwgKCkgew", Pattern.compile("a=crypto:|inline:"),
            "k3yMaterial", Pattern.compile("^[-+\\uFEFF]?k="),
            "AQAFgM0X", Pattern.compile("a=key-mgmt:"),
            "host.example.com", Pattern.compile("a=candidate:|(c=|o=.* |a=rtcp:.* )IN IP[46] |://"));

    private static final Pattern LINE_END = Pattern.compile("\n|\r|\\\\[rn]|\"");

    private MaskingPromise() {}

    static void check(RewriteResult result) {
        RewriteResult masked = result.masked();
        Promises.same(
                "masking keeps every decision",
                result.decisions().size(),
                masked.decisions().size());
        String shown = masked.sdp() + "\n" + masked.toDiff() + masked.toJson();
        // JSON has many strings on one of its lines.
        String[] lines = LINE_END.split(shown, -1);
        for (String secret : PLANTED) {
            for (String line : lines) {
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
     * {@code pwdS3cr3t} is a password, that {@code a=ky-mgmt:} has a key, that {@code c=IN IP=4} has a host name, or
     * that {@code fd00::105004} is an address.
     */
    private static boolean isAnnounced(String line, String word) {
        Pattern announced = ANNOUNCED.get(word);
        for (int at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
            boolean ends = end == line.length() || !Character.isLetterOrDigit(line.charAt(end));
            boolean told = announced == null
                    ? ends
                    : announced.matcher(line.substring(0, at)).find();
            if (begins && told) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAddress(String quad) {
        return Stream.of(quad.split("\\.", -1)).allMatch(octet -> Integer.parseInt(octet) <= 255);
    }

    private static String lineWith(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).findFirst().orElse("");
    }
}
