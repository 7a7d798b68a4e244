package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.MediaSection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a payload type of one section stands for.
 *
 * @param payloadType as the {@code m=} line writes it
 * @param codec {@code <encoding name>/<clock rate>[/<parameters>]} in upper case (RFC 8866 §6.6); empty when there is
 *     no {@code a=rtpmap} and the type is not a static one
 * @param parameters of {@code a=fmtp}, names in lower case
 */
record PayloadFormat(String payloadType, String codec, Map<String, String> parameters) {
    /** Static payload types that are still used without {@code a=rtpmap} (RFC 3551 §6). */
    private static final Map<String, String> STATIC_CODECS =
            Map.of("0", "PCMU/8000", "3", "GSM/8000", "8", "PCMA/8000", "9", "G722/8000", "18", "G729/8000");

    /** RTP has no more payload types (RFC 3550 §5.1); a hostile line could have a hundred thousand formats. */
    private static final int MOST_FORMATS = 128;

    /** The formats of a section by payload type, in the order of its {@code m=} line. */
    static Map<String, PayloadFormat> of(MediaSection section) {
        Map<String, String> codecs = values(section, "rtpmap");
        Map<String, String> parameters = values(section, "fmtp");
        Map<String, PayloadFormat> formats = new LinkedHashMap<>();
        List<String> types = section.formats();
        for (String type : types.subList(0, Math.min(types.size(), MOST_FORMATS))) {
            String codec = codecs.getOrDefault(type, STATIC_CODECS.getOrDefault(type, ""));
            formats.put(
                    type, new PayloadFormat(type, normalised(codec), parameters(parameters.getOrDefault(type, ""))));
        }
        return formats;
    }

    /** Whether it carries no media of its own: retransmission, redundancy, error correction, comfort noise. */
    boolean isRepair() {
        return codec.matches("(RTX|RED|ULPFEC|FLEXFEC[^/]*|CN|TELEPHONE-EVENT)/.*");
    }

    /** Such as {@code 103 (H264/90000)}. */
    String shown() {
        return codec.isEmpty() ? payloadType : payloadType + " (" + codec + ")";
    }

    boolean isH264() {
        return codec.startsWith("H264/");
    }

    /** {@code a=<name>:<payload type> <value>}, by payload type. */
    private static Map<String, String> values(MediaSection section, String name) {
        Map<String, String> values = new HashMap<>();
        for (String value : section.attributes(name)) {
            String[] parts = value.split("[ \t]+", 2);
            if (parts.length == 2) {
                values.putIfAbsent(parts[0], parts[1]);
            }
        }
        return values;
    }

    /** Names are not case-sensitive (RFC 4855 §3), and one audio channel may be left out (RFC 8866 §6.6). */
    private static String normalised(String codec) {
        String upper = codec.strip().toUpperCase(Locale.ROOT);
        return upper.endsWith("/1") ? upper.substring(0, upper.length() - 2) : upper;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : text.split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        parameter.substring(equals + 1).strip());
            }
        }
        return Map.copyOf(parameters);
    }
}
