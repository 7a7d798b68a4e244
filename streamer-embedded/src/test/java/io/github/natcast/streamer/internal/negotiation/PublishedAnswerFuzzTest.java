package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What an engine answers to what is published to it: it is refused in words, or takes what was offered and no more. */
final class PublishedAnswerFuzzTest extends FuzzTargetTest {
    private static final PublishedAnswerFuzzTest TARGET = new PublishedAnswerFuzzTest();
    private static final AnswerReader READER = new AnswerReader(TestPublications.media());
    private static final String OFFER = TestPublications.offer();
    private static final int LONGEST_MESSAGE = 501;

    /** {@link AnswerReader#read}, and the extensions of its video. */
    private interface Reader {
        Map<String, Integer> extensions(SendPlan plan, String sdp);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check((plan, sdp) -> plan.video().headerExtensions(), input);
    }

    /** Takes an extension that nobody offered. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (plan, sdp) -> {
                    Map<String, Integer> extensions = new HashMap<>(plan.video().headerExtensions());
                    if (sdp.contains("a=extmap:")
                            && extensions.isEmpty()
                            && plan.audio().isPresent()) {
                        extensions.put("urn:x", 5);
                    }
                    return extensions;
                },
                input);
    }

    private static void check(Reader reader, byte[] input) {
        String sdp = new String(input, StandardCharsets.UTF_8);
        SendPlan plan;
        try {
            plan = READER.read(sdp);
        } catch (AnswerRejectedException refused) {
            String why = String.valueOf(refused.getMessage());
            Promise.keeps("the reason in words", why.indexOf(' ') > 0, why);
            Promise.atMost("the reason's length", why.length(), LONGEST_MESSAGE);
            return;
        }
        SendPlan.Video video = plan.video();
        // Numbers may be the engine's own (RFC 3264 §6.1).
        Promise.keeps(
                "a codec of the offer", TestPublications.media().videoCodecs().contains(video.codec()));
        checkPayloadType(video.payloadType());
        video.rtx().ifPresent(rtx -> {
            checkPayloadType(rtx.payloadType());
            Promise.keeps("resent packets are told apart", rtx.payloadType() != video.payloadType());
        });
        plan.audio().ifPresent(audio -> checkPayloadType(audio.payloadType()));
        reader.extensions(plan, sdp)
                .forEach((uri, id) ->
                        Promise.keeps("an extension of the offer", OFFER.contains("a=extmap:" + id + " " + uri), uri));
        DtlsRole role = plan.transport().setup().localRole();
        Promise.keeps("a role", role == DtlsRole.CLIENT || role == DtlsRole.SERVER);
        Promise.keeps("fingerprints", !plan.transport().fingerprints().isEmpty());
    }

    private static void checkPayloadType(int type) {
        Promise.keeps("a payload type", type >= 0 && type < 128, type);
    }
}
