package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a server answers to an offer to receive: it is refused in words, or agrees to what was offered and no more. */
final class AnswerFuzzTest extends FuzzTargetTest {
    private static final AnswerFuzzTest TARGET = new AnswerFuzzTest();
    private static final List<VideoCodec> CODECS = List.of(VideoCodec.values());
    private static final int LONGEST_MESSAGE = 501;

    /** {@link ReceiveAnswer#read}. */
    interface Reader {
        AgreedMedia read(List<VideoCodec> codecs, String sdp) throws AnswerRejectedException;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(ReceiveAnswer::read, input);
    }

    /** Takes an extension's id as it comes. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (codecs, sdp) -> {
                    AgreedMedia read = ReceiveAnswer.read(codecs, sdp);
                    boolean other = sdp.contains("a=extmap:") && !sdp.contains("a=extmap:1");
                    return other
                            ? new AgreedMedia(
                                    read.transport(),
                                    read.formats(),
                                    Map.of(HeaderExtensions.TRANSPORT_WIDE, 5),
                                    read.reducedSize())
                            : read;
                },
                input);
    }

    private static void check(Reader reader, byte[] input) {
        AgreedMedia agreed;
        try {
            agreed = reader.read(CODECS, new String(input, StandardCharsets.UTF_8));
        } catch (AnswerRejectedException refused) {
            String why = String.valueOf(refused.getMessage());
            Promise.keeps("the reason in words", why.indexOf(' ') > 0, why);
            Promise.atMost("the reason's length", why.length(), LONGEST_MESSAGE);
            return;
        }
        Promise.keeps("pictures", agreed.formats().get(0).codec().isPresent());
        Set<Integer> types = new HashSet<>();
        for (AgreedMedia.Format format : agreed.formats()) {
            boolean offered = format.codec().isEmpty()
                    ? format.payloadType() == ReceiveOffer.OPUS_PAYLOAD_TYPE
                    : WantedFormat.of(CODECS).stream()
                            .anyMatch(ours -> ours.payloadType() == format.payloadType()
                                    && ours.codec() == format.codec().get());
            Promise.keeps("a format of the offer", offered, format);
            types.add(format.payloadType());
        }
        Promise.keeps("each format once", types.size() == agreed.formats().size(), agreed.formats());
        Promise.keeps(
                "extensions as offered",
                ReceiveOffer.EXTENSIONS
                        .entrySet()
                        .containsAll(agreed.extensions().entrySet()),
                agreed.extensions());
    }
}
