package io.github.natcast.streamer.internal.rtp;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The RTP header extensions that can be sent, each an element of the one-byte form (RFC 8285 §4.2). */
public enum HeaderExtension {
    /** Bounds of the receiver's playout delay: 3 bytes, 12 bits each in units of 10 ms. */
    PLAYOUT_DELAY("http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"),
    /** When the picture was captured: 8 bytes, a 64-bit NTP timestamp. */
    ABSOLUTE_CAPTURE_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time"),
    /** Counts a viewer's packets over all of its streams: 2 bytes. Asks for feedback on the arrival of each. */
    TRANSPORT_SEQUENCE_NUMBER("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
    /** The media section of a packet (RFC 9143 §15). */
    MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
    /** The simulcast stream of a packet (RFC 8852 §4.1). */
    RTP_STREAM_ID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
    /** The simulcast stream of a packet that is sent again by a stream for that (RFC 8852 §4.2). */
    REPAIRED_RTP_STREAM_ID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id");

    /** The profile that announces one-byte elements. */
    public static final int ONE_BYTE_PROFILE = 0xBEDE;

    private static final EnumSet<HeaderExtension> NAMES = EnumSet.of(MID, RTP_STREAM_ID, REPAIRED_RTP_STREAM_ID);

    private final String uri;

    HeaderExtension(String uri) {
        this.uri = uri;
    }

    /** As in {@code a=extmap}. */
    public String uri() {
        return uri;
    }

    /** The URIs of all that a receiver can be sent whose streams have no names. */
    public static Set<String> uris() {
        return uris(EnumSet.complementOf(NAMES));
    }

    /** The URIs of all that can be sent: these, and the names that tell streams apart (RFC 8853 §5.5). */
    public static Set<String> urisWithNames() {
        return uris(EnumSet.allOf(HeaderExtension.class));
    }

    private static Set<String> uris(Set<HeaderExtension> extensions) {
        return extensions.stream().map(HeaderExtension::uri).collect(Collectors.toUnmodifiableSet());
    }

    /** The ids by extension from negotiated ids by URI; leaves out URIs that are none of these. */
    public static Map<HeaderExtension, Integer> ofUris(Map<String, Integer> ids) {
        Map<HeaderExtension, Integer> known = new EnumMap<>(HeaderExtension.class);
        ids.forEach((uri, id) -> ofUri(uri).ifPresent(extension -> known.put(extension, id)));
        return known;
    }

    private static Optional<HeaderExtension> ofUri(String uri) {
        return Arrays.stream(values()).filter(value -> value.uri.equals(uri)).findFirst();
    }
}
