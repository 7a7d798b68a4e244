package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import java.util.Map;
import java.util.Optional;

/** What the answer sends or accepts, against what was offered (RFC 3264 §6.1, RFC 6184 §8.2.2). */
final class CodecCheck implements Check {
    @Override
    public void examine(DiagnosisContext context, Findings findings) {
        context.answer().ifPresent(answer -> {
            for (MediaSection answered : answer.acceptedRtpSections()) {
                context.offered(answered).ifPresent(offered -> compare(offered, answered, answer, findings));
            }
        });
    }

    private static void compare(
            MediaSection offered, MediaSection answered, ParsedDescription answer, Findings findings) {
        Map<String, PayloadFormat> offeredFormats = PayloadFormat.of(offered);
        for (PayloadFormat format : PayloadFormat.of(answered).values()) {
            compare(offeredFormats, format, answer, answered, findings);
        }
    }

    private static void compare(
            Map<String, PayloadFormat> offeredFormats,
            PayloadFormat answered,
            ParsedDescription answer,
            MediaSection section,
            Findings findings) {
        PayloadFormat offered = offeredFormats.get(answered.payloadType());
        if (offered == null) {
            notOffered(offeredFormats, answered, answer, section, findings);
        } else if (!offered.codec().isEmpty()
                && !answered.codec().isEmpty()
                && !offered.codec().equals(answered.codec())) {
            findings.add(
                    FindingCode.CODEC_MISMATCH,
                    answer,
                    line(section, "rtpmap", answered),
                    "Payload type " + answered.payloadType() + " is " + offered.codec() + " in the offer and "
                            + answered.codec() + " in the answer.",
                    "Use the payload type under which the offer has the codec.");
        } else if (offered.isH264() && answered.isH264()) {
            compareH264(offered, answered, answer, section, findings);
        }
    }

    private static void notOffered(
            Map<String, PayloadFormat> offeredFormats,
            PayloadFormat answered,
            ParsedDescription answer,
            MediaSection section,
            Findings findings) {
        Optional<PayloadFormat> sameCodec = offeredFormats.values().stream()
                .filter(offered -> !offered.codec().isEmpty() && offered.codec().equals(answered.codec()))
                .findFirst();
        findings.add(
                FindingCode.PAYLOAD_TYPE_NOT_OFFERED,
                answer,
                line(section, "rtpmap", answered),
                "The answer has payload type " + answered.payloadType()
                        + (answered.codec().isEmpty() ? "" : " (" + answered.codec() + ")")
                        + ", which was not offered.",
                sameCodec
                        .map(offered ->
                                "The offer has " + offered.codec() + " as " + offered.payloadType() + ": use that.")
                        .orElse("Answer with payload types of the offer only."));
    }

    private static void compareH264(
            PayloadFormat offered,
            PayloadFormat answered,
            ParsedDescription answer,
            MediaSection section,
            Findings findings) {
        String offeredProfile = profile(offered);
        String answeredProfile = profile(answered);
        if (!ProfileLevelId.name(offeredProfile).equals(ProfileLevelId.name(answeredProfile))) {
            findings.add(
                    FindingCode.H264_PROFILE_MISMATCH,
                    answer,
                    line(section, "fmtp", answered),
                    "Payload type " + answered.payloadType() + " is H.264 " + ProfileLevelId.name(offeredProfile) + " ("
                            + offeredProfile + ") in the offer and " + ProfileLevelId.name(answeredProfile) + " ("
                            + answeredProfile + ") in the answer.",
                    "Choose the payload type that the offer has for the encoder's profile; only the level may differ.");
        }
        String offeredMode = offered.parameters().getOrDefault("packetization-mode", "0");
        String answeredMode = answered.parameters().getOrDefault("packetization-mode", "0");
        if (!offeredMode.equals(answeredMode)) {
            findings.add(
                    FindingCode.H264_PACKETIZATION_MISMATCH,
                    answer,
                    line(section, "fmtp", answered),
                    "Payload type " + answered.payloadType() + " has packetization-mode " + offeredMode
                            + " in the offer and " + answeredMode + " in the answer.",
                    "Copy packetization-mode from the offer, or choose the payload type that has the mode you want;"
                            + " without the parameter it is 0.");
        }
    }

    private static String profile(PayloadFormat format) {
        return format.parameters().getOrDefault("profile-level-id", ProfileLevelId.DEFAULT);
    }

    private static SdpLine line(MediaSection section, String attribute, PayloadFormat format) {
        String start = "a=" + attribute + ":" + format.payloadType();
        return section.lines().stream()
                .filter(line ->
                        line.text().startsWith(start + " ") || line.text().equals(start))
                .findFirst()
                .orElse(section.mediaLine());
    }
}
