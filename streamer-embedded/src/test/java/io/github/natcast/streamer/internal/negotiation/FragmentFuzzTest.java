package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a WHEP client sends in a PATCH. */
final class FragmentFuzzTest extends FuzzTargetTest {
    private static final FragmentFuzzTest TARGET = new FragmentFuzzTest();
    private static final Pattern REJECTED = Pattern.compile("m=\\w+ 0 ");
    private static final Set<Code> CODES = EnumSet.of(Code.BAD_FRAGMENT, Code.TOO_LARGE);

    /** {@link TrickleFragment#parse}. */
    interface Parser {
        TrickleFragment parse(String text) throws OfferRejectedException;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(TrickleFragment::parse, input);
    }

    /** Ends at a section that is rejected, with port 0. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                text -> {
                    Matcher rejected = REJECTED.matcher(text);
                    return TrickleFragment.parse(
                            rejected.find() ? text.substring(0, rejected.start()) + "a=end-of-candidates" : text);
                },
                input);
    }

    private static void check(Parser parser, byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        TrickleFragment fragment;
        try {
            fragment = parser.parse(text);
        } catch (OfferRejectedException refused) {
            Promise.keeps("a code of fragments", CODES.contains(refused.code()), refused.code());
            Promise.atMost("what is shown of it", refused.offending().orElse("").length(), 201);
            Promise.keeps(
                    "the reason in words", String.valueOf(refused.getMessage()).indexOf(' ') > 0, refused);
            return;
        }
        long lines =
                text.lines().filter(line -> line.startsWith("a=candidate:")).count();
        Promise.keeps(
                "each candidate, once",
                fragment.candidates().size() == lines,
                fragment.candidates().size());
        fragment.credentials().ifPresent(credentials -> {
            Promise.keeps(
                    "grammar of ice-ufrag",
                    credentials.usernameFragment().matches("[A-Za-z0-9+/]{4,256}"),
                    credentials);
            Promise.keeps("grammar of ice-pwd", credentials.password().matches("[A-Za-z0-9+/]{22,256}"), "a password");
        });
        Promise.keeps("it is stable", again(parser, fragment).equals(fragment), fragment);
    }

    /** The same fragment, written with one section for each candidate. */
    private static TrickleFragment again(Parser parser, TrickleFragment fragment) {
        StringBuilder text = new StringBuilder();
        fragment.usernameFragment()
                .ifPresent(ufrag -> text.append("a=ice-ufrag:").append(ufrag).append("\r\n"));
        fragment.credentials()
                .ifPresent(known ->
                        text.append("a=ice-pwd:").append(known.password()).append("\r\n"));
        text.append(fragment.complete() ? "a=end-of-candidates\r\n" : "");
        for (TrickleFragment.Candidate candidate : fragment.candidates()) {
            text.append("m=video 9 UDP/TLS/RTP/SAVPF 96\r\n");
            candidate.mid().ifPresent(mid -> text.append("a=mid:").append(mid).append("\r\n"));
            text.append("a=").append(candidate.candidate()).append("\r\n");
        }
        try {
            return parser.parse(text.toString());
        } catch (OfferRejectedException refused) {
            throw new AssertionError("broken: what was read can be written: " + text, refused);
        }
    }
}
