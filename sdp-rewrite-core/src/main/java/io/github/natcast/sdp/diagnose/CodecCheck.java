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
                    answered.payloadType(),
                    offered.codec(),
                    answered.codec());
        } else if (offered.isH264() && answered.isH264()) {
            compareH264(offered, answered, answer, section, findings);
        }
    }

    private static void added(
            PayloadFormat answered, ParsedDescription answer, MediaSection section, Findings findings) {
        findings.add(FindingCode.FORMAT_ADDED, answer, line(section, "rtpmap", answered), answered.shown());
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
        findings.addAs(
                FindingCode.PAYLOAD_TYPE_NOT_OFFERED,
                sameCodec.isPresent() ? "same-codec" : "",
                answer,
                line(section, "rtpmap", answered),
                list(answeredFormats),
                list(offeredFormats),
                sameCodec.map(PayloadFormat::payloadType),
                answered.codec());
    }

    /** Some names are enough to see what the sides have. */
    /** Empty when there are none but repair formats. */
    private static Optional<String> list(Map<String, PayloadFormat> formats) {
        String shown = formats.values().stream()
                .filter(format -> !format.isRepair())
                .limit(MOST_SHOWN)
                .map(PayloadFormat::shown)
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown);
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
                    answered.payloadType(),
                    ProfileLevelId.name(offeredProfile),
                    offeredProfile,
                    ProfileLevelId.name(answeredProfile),
                    answeredProfile);
        }
        String offeredMode = offered.parameters().getOrDefault("packetization-mode", "0");
        String answeredMode = answered.parameters().getOrDefault("packetization-mode", "0");
        if (!offeredMode.equals(answeredMode)) {
            findings.add(
                    FindingCode.H264_PACKETIZATION_MISMATCH,
                    answer,
                    line(section, "fmtp", answered),
                    answered.payloadType(),
                    offeredMode,
                    answeredMode);
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
