package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An offer of anybody, up to its answer: nothing is answered that was not offered, and no line is smuggled in. */
final class OfferFuzzTest extends FuzzTargetTest {
    private static final OfferFuzzTest TARGET = new OfferFuzzTest();
    private static final TestParameters LOCAL = TestParameters.sending(VideoCodec.values())
            .withAudio(TestParameters.withAudio().media().audio().orElseThrow());

    /** What a section of an answer has that no offer gives: credentials, fingerprint, candidates, SSRCs. */
    private static final int OF_OURS = 2_000;

    /** From an offer to its answer. */
    interface Answerer {
        TestParameters.Answer answer(String offer) throws OfferRejectedException;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(LOCAL::answer, input);
    }

    /** Answers a section of an unknown kind as if its mid were another. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                offer -> {
                    TestParameters.Answer answer = LOCAL.answer(offer);
                    return offer.contains("a=mid:3")
                            ? new TestParameters.Answer(answer.sdp().replace("a=mid:3", "a=mid:1"), answer.plan())
                            : answer;
                },
                input);
    }

    private static void check(Answerer answerer, byte[] input) {
        String offer = new String(input, StandardCharsets.UTF_8);
        TestParameters.Answer answer;
        try {
            answer = answerer.answer(offer);
        } catch (OfferRejectedException refused) {
            Promise.atMost("what is shown of it", refused.offending().orElse("").length(), 201);
            Promise.keeps(
                    "the reason in words", String.valueOf(refused.getMessage()).indexOf(' ') > 0, refused);
            return;
        }
        SessionDescription offered = SessionDescription.parse(offer);
        SessionDescription answered = SessionDescription.parse(answer.sdp());
        int sections = offered.mediaSections().size();
        Promise.keeps("a section for each", answered.mediaSections().size() == sections, answer.sdp());
        Promise.atMost("the answer's length", answer.sdp().length(), offer.length() + OF_OURS * (1L + sections));
        lines(answered.sessionLines());
        Set<String> mids = new HashSet<>();
        for (MediaSection section : answered.mediaSections()) {
            lines(section.lines());
            section(section, offered.mediaSections().get(section.index()));
            if (section.port() != 0) {
                section.mid().ifPresent(mid -> Promise.keeps("a mid names one section", mids.add(mid), mid));
            }
        }
        plan(answer.plan());
    }

    /** What was taken over from the offer neither ends a line nor hides what follows. */
    private static void lines(List<SdpLine> lines) {
        for (SdpLine line : lines) {
            String text = line.text();
            boolean valid =
                    text.length() >= 2 && text.charAt(1) == '=' && text.indexOf('\r') < 0 && text.indexOf(0) < 0;
            Promise.keeps("each line is one of SDP", valid, text);
        }
    }

    private static void section(MediaSection answered, MediaSection offered) {
        Promise.keeps("the same kind", answered.kind().equals(offered.kind()), answered.mediaLine());
        Promise.keeps("the same profile", answered.protocol().equals(offered.protocol()), answered.mediaLine());
        Promise.keeps("the same mid", answered.mid().equals(offered.mid()), answered.mid());
        Promise.keeps("offered formats", offered.formats().containsAll(answered.formats()), answered.mediaLine());
        if (answered.port() != 0) {
            Promise.keeps(
                    "no rejected section is accepted", offered.port() != 0 || offered.hasAttribute("bundle-only"));
            Promise.keeps(
                    "nothing is received", !answered.hasAttribute("sendrecv") && !answered.hasAttribute("recvonly"));
            // extmap:<id>[/<direction>] <URI> [<attributes>]; the direction is the other way round (RFC 8285 §6).
            List<String> extensions = idAndUri(offered);
            idAndUri(answered).forEach(one -> Promise.keeps("offered extensions", extensions.contains(one), one));
        }
    }

    private static List<String> idAndUri(MediaSection section) {
        return section.attributes("extmap").stream()
                .map(extension -> extension.replaceFirst("(?s)^(\\d+)(?:/\\w+)?[ \\t]+([^ \\t]+).*", "$1 $2"))
                .toList();
    }

    private static void plan(SendPlan plan) {
        Promise.keeps("seven bits", plan.video().payloadType() >> 7 == 0, plan.video());
        plan.audio().ifPresent(audio -> Promise.keeps("seven bits", audio.payloadType() >> 7 == 0, audio));
        plan.video().headerExtensions().values().forEach(id -> Promise.keeps("four bits", id >= 1 && id <= 14, id));
    }
}
