package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import java.util.Map;
import java.util.Optional;

/**
 * What was negotiated for one stream to one viewer. Immutable.
 *
 * @param ssrc 32 bits, unsigned; unique among the viewer's streams
 * @param payloadType 0 to 127, as mapped in the viewer's offer
 * @param cname the same for all of a viewer's streams, so that it plays them in sync; 1 to 255 bytes
 * @param headerExtensions the extensions to send with their ids, 1 to 14 (RFC 8285 §4.2)
 * @param playoutDelay sent where its extension is negotiated; empty leaves the delay to the viewer
 * @param retransmission the stream for packets that are sent again; empty sends them again on this one
 * @param names what each packet is called, as far as its extension is negotiated
 */
public record StreamParameters(
        long ssrc,
        int payloadType,
        String cname,
        Map<HeaderExtension, Integer> headerExtensions,
        Optional<PlayoutDelay> playoutDelay,
        Optional<Retransmission> retransmission,
        StreamNames names) {

    /**
     * A retransmission stream (RFC 4588), SSRC-multiplexed with the one it belongs to. Immutable.
     *
     * @param ssrc 32 bits, unsigned; unique among the viewer's streams
     * @param payloadType 0 to 127: the one whose {@code apt} is the original stream's
     */
    public record Retransmission(long ssrc, int payloadType) {
        public Retransmission {
            requireSsrc(ssrc);
            requirePayloadType(payloadType);
        }
    }

    public StreamParameters {
        requireSsrc(ssrc);
        requirePayloadType(payloadType);
        retransmission.ifPresent(stream -> {
            if (stream.ssrc == ssrc) {
                throw new IllegalArgumentException(
                        "SSRC " + ssrc + " is the stream's own: its retransmissions need another");
            }
        });
        headerExtensions = Map.copyOf(headerExtensions);
        headerExtensions.forEach((extension, id) -> {
            if (id < 1 || id > 14) {
                throw new IllegalArgumentException(
                        "id " + id + " of header extension " + extension.uri() + " must be from 1 to 14");
            }
        });
    }

    /** Without names. */
    public StreamParameters(
            long ssrc,
            int payloadType,
            String cname,
            Map<HeaderExtension, Integer> headerExtensions,
            Optional<PlayoutDelay> playoutDelay,
            Optional<Retransmission> retransmission) {
        this(ssrc, payloadType, cname, headerExtensions, playoutDelay, retransmission, StreamNames.NONE);
    }

    /** Without header extensions. */
    public StreamParameters(long ssrc, int payloadType, String cname) {
        this(ssrc, payloadType, cname, Map.of(), Optional.empty(), Optional.empty());
    }

    private static void requireSsrc(long ssrc) {
        if (ssrc < 0 || ssrc > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("SSRC " + ssrc + " must be from 0 to 4294967295");
        }
    }

    private static void requirePayloadType(int payloadType) {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payload type " + payloadType + " must be from 0 to 127");
        }
    }
}
