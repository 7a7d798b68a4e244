package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.streamer.VideoCodec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * One payload type of an offered media section with its {@code a=rtpmap}, {@code a=fmtp} and {@code a=rtcp-fb}.
 * Immutable.
 *
 * @param payloadType 0 to 127
 * @param rtpmap the value of a=rtpmap after the payload type, such as {@code H264/90000}
 * @param formatParameters the value of a=fmtp after the payload type; empty when there is none
 * @param feedback the known kinds of RTCP feedback
 */
record OfferedFormat(int payloadType, String rtpmap, String formatParameters, Set<RtcpFeedback> feedback) {
    /** Every payload type (RFC 4585 §4.2). */
    private static final String ALL = "*";

    /**
     * The formats of a section that have an rtpmap, each once, in the section's order of preference. Each line is read
     * once, as a section may have a thousand.
     */
    static List<OfferedFormat> of(MediaSection section) {
        Map<String, String> rtpmaps = firsts(section, "rtpmap");
        Map<String, String> parameters = firsts(section, "fmtp");
        Map<String, Set<RtcpFeedback>> feedback = feedback(section);
        List<OfferedFormat> formats = new ArrayList<>();
        for (String format : new LinkedHashSet<>(section.formats())) {
            OptionalInt payloadType = payloadType(format);
            String rtpmap = rtpmaps.get(format);
            if (payloadType.isPresent() && rtpmap != null) {
                Set<RtcpFeedback> kinds = EnumSet.noneOf(RtcpFeedback.class);
                kinds.addAll(feedback.getOrDefault(format, Set.of()));
                kinds.addAll(feedback.getOrDefault(ALL, Set.of()));
                formats.add(
                        new OfferedFormat(payloadType.getAsInt(), rtpmap, parameters.getOrDefault(format, ""), kinds));
            }
        }
        return formats;
    }

    String encodingName() {
        int slash = rtpmap.indexOf('/');
        return slash < 0 ? rtpmap : rtpmap.substring(0, slash);
    }

    boolean is(VideoCodec codec) {
        // The clock rate of every video codec is 90 kHz.
        return rtpmap.equalsIgnoreCase(codec.encodingName() + "/90000");
    }

    /** RFC 4588 §8.1: the format among {@code formats} whose {@code apt} is this one; it has the same clock rate. */
    Optional<OfferedFormat> rtx(List<OfferedFormat> formats) {
        String rtx = "rtx" + rtpmap.substring(encodingName().length());
        return formats.stream()
                .filter(format -> format.payloadType != payloadType
                        && format.rtpmap.equalsIgnoreCase(rtx)
                        && format.parameter("apt").equals(Optional.of(Integer.toString(payloadType))))
                .findFirst();
    }

    /** The value of a parameter in {@code name=value;…}; the name is in lower case. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters().get(name));
    }

    /** The value of a numeric parameter; 0 when it is absent or not a number. */
    int number(String name) {
        String value = parameters().getOrDefault(name, "");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    }

    /** The format in messages, such as {@code H264 (packetization-mode=1;profile-level-id=42e01f)}. */
    String describe() {
        return formatParameters.isEmpty() ? encodingName() : encodingName() + " (" + formatParameters + ")";
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : SdpValues.split(formatParameters, ';')) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parameter.substring(0, equals).trim().toLowerCase(Locale.ROOT),
                        parameter.substring(equals + 1).trim());
            }
        }
        return parameters;
    }

    private static OptionalInt payloadType(String format) {
        if (!format.matches("\\d{1,3}")) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(format);
        return value <= 127 ? OptionalInt.of(value) : OptionalInt.empty();
    }

    /** The first value of an attribute for each format. */
    private static Map<String, String> firsts(MediaSection section, String attribute) {
        Map<String, String> firsts = new HashMap<>();
        for (String value : section.attributes(attribute)) {
            LeadingWord parts = LeadingWord.of(value);
            if (!parts.rest().isEmpty()) {
                firsts.putIfAbsent(parts.word(), parts.rest());
            }
        }
        return firsts;
    }

    /** Of each format, and of {@link #ALL}. */
    private static Map<String, Set<RtcpFeedback>> feedback(MediaSection section) {
        Map<String, Set<RtcpFeedback>> feedback = new HashMap<>();
        for (String value : section.attributes("rtcp-fb")) {
            LeadingWord parts = LeadingWord.of(value);
            for (RtcpFeedback kind : RtcpFeedback.values()) {
                if (kind.wire().equals(parts.rest())) {
                    feedback.computeIfAbsent(parts.word(), format -> EnumSet.noneOf(RtcpFeedback.class))
                            .add(kind);
                }
            }
        }
        return feedback;
    }
}
