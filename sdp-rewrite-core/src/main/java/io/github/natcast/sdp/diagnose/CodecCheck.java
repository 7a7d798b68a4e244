package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the answer sends or accepts, against what was offered (RFC 3264 §6.1, RFC 6184 §8.2.2). */
final class CodecCheck implements Check {
    private static final int MOST_SHOWN = 12;

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
        Map<String, PayloadFormat> answeredFormats = PayloadFormat.of(answered);
        boolean agreed = answeredFormats.values().stream()
                .anyMatch(format -> !format.isRepair() && offeredFormats.containsKey(format.payloadType()));
        for (PayloadFormat format : answeredFormats.values()) {
            if (offeredFormats.containsKey(format.payloadType())) {
                compare(offeredFormats.get(format.payloadType()), format, answer, answered, findings);
            } else if (agreed) {
                added(format, answer, answered, findings);
            } else {
                notOffered(offeredFormats, answeredFormats, format, answer, answered, findings);
            }
        }
    }

    private static void compare(
            PayloadFormat offered,
            PayloadFormat answered,
            ParsedDescription answer,
            MediaSection section,
            Findings findings) {
        if (!offered.codec().isEmpty()
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

    private static void added(
            PayloadFormat answered, ParsedDescription answer, MediaSection section, Findings findings) {
        findings.add(
                FindingCode.FORMAT_ADDED,
                answer,
                line(section, "rtpmap", answered),
                "The answer adds " + answered.shown() + " to what was offered, which RFC 3264 §6.1 allows.",
                "Do nothing, unless the server sends it: a peer that did not offer it may not play it.");
    }

    private static void notOffered(
            Map<String, PayloadFormat> offeredFormats,
            Map<String, PayloadFormat> answeredFormats,
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
                "The answer has " + list(answeredFormats) + ", none of which was offered; the offer has "
                        + list(offeredFormats) + ".",
                sameCodec
                        .map(offered -> "Answer with " + offered.payloadType() + ", under which the offer has "
                                + offered.codec() + ".")
                        .orElse("Send a codec that the viewer offers; encode again if the source has another one."));
    }

    /** Some names are enough to see what the sides have. */
    private static String list(Map<String, PayloadFormat> formats) {
        String shown = formats.values().stream()
                .filter(format -> !format.isRepair())
                .limit(MOST_SHOWN)
                .map(PayloadFormat::shown)
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "no codec" : shown;
    }

    private static void compareH264(
            PayloadFormat offered,
            PayloadFormat answered,
            ParsedDescription answer,
            MediaSection section,
            Findings findings) {
        String offeredProfile = profile(offered);
        String answeredProfile = profile(answered);
        if (!ProfileLevelId.fits(offeredProfile, answeredProfile)) {
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
