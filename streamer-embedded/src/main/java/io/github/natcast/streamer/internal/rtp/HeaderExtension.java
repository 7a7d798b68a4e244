package io.github.natcast.streamer.internal.rtp;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The RTP header extensions that can be sent, each an element of the one-byte form (RFC 8285 §4.2). */
public enum HeaderExtension {
    /** When the packet left, in 24 bits of 6.18 fixed-point seconds. */
    ABSOLUTE_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time", 3),
    /** One count over all streams of a viewer (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
    TRANSPORT_WIDE_SEQUENCE_NUMBER("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01", 2),
    /** Bounds of the receiver's playout delay, 12 bits each in units of 10 ms; on a picture's first packet. */
    PLAYOUT_DELAY("http://www.webrtc.org/experiments/rtp-hdrext/playout-delay", 3),
    /** When the picture was captured, as a 64-bit NTP timestamp; on a picture's first packet. */
    ABSOLUTE_CAPTURE_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time", 8);

    /** The profile that announces one-byte elements. */
    public static final int ONE_BYTE_PROFILE = 0xBEDE;

    private final String uri;
    private final int dataLength;

    HeaderExtension(String uri, int dataLength) {
        this.uri = uri;
        this.dataLength = dataLength;
    }

    /** As {@code a=extmap} names it. */
    public String uri() {
        return uri;
    }

    /** Bytes of data behind the element's one byte of header. */
    public int dataLength() {
        return dataLength;
    }

    /** All that can be sent, as {@code a=extmap} names them. */
    public static Set<String> uris() {
        return Arrays.stream(values()).map(HeaderExtension::uri).collect(Collectors.toUnmodifiableSet());
    }

    /** Negotiated URIs and ids; those that are not known here are left out. */
    public static Map<HeaderExtension, Integer> ofUris(Map<String, Integer> ids) {
        Map<HeaderExtension, Integer> known = new EnumMap<>(HeaderExtension.class);
        ids.forEach((uri, id) -> ofUri(uri).ifPresent(extension -> known.put(extension, id)));
        return known;
    }

    /** The extension that {@code a=extmap} names, when it is one of these. */
    public static Optional<HeaderExtension> ofUri(String uri) {
        return Arrays.stream(values()).filter(value -> value.uri.equals(uri)).findFirst();
    }
}
