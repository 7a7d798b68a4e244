package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one stream's packets before they are protected: the header and its extensions, which are the viewer's own, and
 * the payload. The same arguments give the same bytes at any time: what is sent again under its old sequence number
 * must not differ, for it is encrypted with the same key stream (RFC 3711 §9.1, RFC 7714 §8.4). Immutable.
 *
 * <p>The extensions that describe a picture stand on its first packet, and on those after it whose payload is as long:
 * packets of one length can leave in one call. The transport-wide sequence number and the stream's names stand on all:
 * browsers leave the names out once a report has come, but what is sent again must not have changed since.
 */
final class RtpPacketWriter {
    /** OSN: stands before the payload of a retransmission (RFC 4588 §4), in bytes. */
    static final int ORIGINAL_SEQUENCE_NUMBER = 2;

    /** Where VP8's picture identifier stands in a payload that has one (RFC 7741 §4.2). */
    private static final int PICTURE_ID = 2;

    private static final int LONG_PICTURE_ID = 0x8000;

    private final StreamParameters parameters;
    private final int clockRate;
    private final NtpClock clock;
    private final int timestampOffset;
    private final int playoutDelayId;
    private final int captureTimeId;
    private final int transportId;
    private final int playoutDelay;

    /** Whole elements, which are the same in every packet. */
    private final byte[] names;

    private final byte[] resentNames;

    RtpPacketWriter(StreamParameters parameters, int clockRate, NtpClock clock, int timestampOffset) {
        this.parameters = parameters;
        this.clockRate = clockRate;
        this.clock = clock;
        this.timestampOffset = timestampOffset;
        this.captureTimeId = id(HeaderExtension.ABSOLUTE_CAPTURE_TIME);
        this.transportId = id(HeaderExtension.TRANSPORT_SEQUENCE_NUMBER);
        this.playoutDelayId = parameters.playoutDelay().isPresent() ? id(HeaderExtension.PLAYOUT_DELAY) : 0;
        this.playoutDelay = parameters.playoutDelay().map(PlayoutDelay::packed).orElse(0);
        this.names = names(HeaderExtension.RTP_STREAM_ID);
        this.resentNames = names(HeaderExtension.REPAIRED_RTP_STREAM_ID);
        int longest = 4 + (playoutDelayId == 0 ? 0 : 4) + (captureTimeId == 0 ? 0 : 9) + (transportId == 0 ? 0 : 3);
        if (longest + names.length > PacketSizes.MAXIMUM_HEADER_EXTENSIONS) {
            throw new IllegalArgumentException("header extensions "
                    + parameters.headerExtensions().keySet() + " and "
                    + parameters.names() + " take " + (longest + names.length) + " bytes of a packet, of at most "
                    + PacketSizes.MAXIMUM_HEADER_EXTENSIONS + ": leave one out, or shorten the names");
        }
    }

    /** Whether packets carry transport-wide sequence numbers. */
    boolean counts() {
        return transportId != 0;
    }

    /** An instant on the stream's media clock. */
    int timestamp(long nanos) {
        return (int) ticks(nanos) + timestampOffset;
    }

    /** Likewise, without the offset, and before it wraps: any two of them can be compared. */
    long ticks(long nanos) {
        return RtpClock.ticks(nanos, clockRate);
    }

    /**
     * Writes packet {@code index} of a frame; returns its length.
     *
     * @param pictureId of the viewer; has effect on a {@linkplain PacketizedFrame#numbered() numbered} frame
     * @param shift added to the timestamp, in ticks
     * @param transportNumber has effect when packets carry one
     */
    int write(
            PacketizedFrame frame,
            int index,
            int sequenceNumber,
            int pictureId,
            int shift,
            int transportNumber,
            byte[] buffer,
            int offset) {
        int payload = writeHeader(
                frame,
                index,
                sequenceNumber,
                parameters.payloadType(),
                (int) parameters.ssrc(),
                shift,
                transportNumber,
                names,
                buffer,
                offset);
        return writePayload(frame, index, pictureId, buffer, payload) - offset;
    }

    /**
     * Writes the retransmission of a packet (RFC 4588 §4): everything but payload type, SSRC, sequence number, the
     * transport-wide one and the simulcast stream's extension (RFC 8852 §3.1) as it was.
     */
    int writeRetransmission(
            StreamParameters.Retransmission stream,
            int sequenceNumber,
            PacketizedFrame frame,
            int index,
            int originalSequenceNumber,
            int pictureId,
            int shift,
            int transportNumber,
            byte[] buffer,
            int offset) {
        int payload = writeHeader(
                frame,
                index,
                sequenceNumber,
                stream.payloadType(),
                (int) stream.ssrc(),
                shift,
                transportNumber,
                resentNames,
                buffer,
                offset);
        Bytes.put16(buffer, payload, originalSequenceNumber);
        return writePayload(frame, index, pictureId, buffer, payload + ORIGINAL_SEQUENCE_NUMBER) - offset;
    }

    /** Returns where the payload begins. */
    private int writeHeader(
            PacketizedFrame frame,
            int index,
            int sequenceNumber,
            int payloadType,
            int ssrc,
            int shift,
            int transportNumber,
            byte[] named,
            byte[] buffer,
            int offset) {
        int extensions = offset + PacketSizes.RTP_HEADER;
        boolean last = index == frame.packetCount() - 1;
        // The last packet of a run may be shorter than the others.
        boolean described = index == 0 || (!last && frame.length(index) == frame.length(0));
        int end = writeExtensions(frame, described, transportNumber, named, buffer, extensions);
        RtpHeader.write(
                buffer,
                offset,
                last && frame.marked(),
                payloadType,
                sequenceNumber,
                timestamp(frame.captureTimeNanos()) + shift,
                ssrc,
                end > extensions);
        return end;
    }

    /** Returns where the payload ends. */
    private static int writePayload(PacketizedFrame frame, int index, int pictureId, byte[] buffer, int start) {
        int length = frame.length(index);
        System.arraycopy(frame.bytes(), frame.offset(index), buffer, start, length);
        if (frame.numbered()) {
            Bytes.put16(buffer, start + PICTURE_ID, LONG_PICTURE_ID | pictureId);
        }
        return start + length;
    }

    /** Profile, length in words, elements, zeros up to a word (RFC 8285 §4.2); nothing when there are no elements. */
    private int writeExtensions(
            PacketizedFrame frame, boolean described, int number, byte[] named, byte[] buffer, int start) {
        int position = start + 4;
        if (described && playoutDelayId != 0) {
            position = element(buffer, position, playoutDelayId, 3);
            Bytes.put24(buffer, position - 3, playoutDelay);
        }
        if (described && captureTimeId != 0) {
            position = element(buffer, position, captureTimeId, 8);
            Bytes.put64(buffer, position - 8, clock.ntpTimestamp(frame.captureTimeNanos()));
        }
        if (transportId != 0) {
            position = element(buffer, position, transportId, 2);
            Bytes.put16(buffer, position - 2, number);
        }
        for (byte each : named) {
            buffer[position++] = each;
        }
        if (position == start + 4) {
            return start;
        }
        while ((position - start) % 4 != 0) {
            buffer[position++] = 0;
        }
        Bytes.put16(buffer, start, HeaderExtension.ONE_BYTE_PROFILE);
        Bytes.put16(buffer, start + 2, (position - start) / 4 - 1);
        return position;
    }

    /** Writes ID and length less one, four bits each; returns the position behind the element's data. */
    private static int element(byte[] buffer, int position, int id, int dataLength) {
        buffer[position] = (byte) (id << 4 | (dataLength - 1));
        return position + 1 + dataLength;
    }

    /** The media section, and the simulcast stream under the given extension. */
    private byte[] names(HeaderExtension streamId) {
        ByteArrayOutputStream elements = new ByteArrayOutputStream();
        parameters.names().mid().ifPresent(mid -> name(HeaderExtension.MID, mid, elements));
        parameters.names().rid().ifPresent(rid -> name(streamId, rid, elements));
        return elements.toByteArray();
    }

    private void name(HeaderExtension extension, String value, ByteArrayOutputStream elements) {
        int id = id(extension);
        if (id != 0) {
            byte[] data = value.getBytes(StandardCharsets.US_ASCII);
            elements.write(id << 4 | (data.length - 1));
            elements.writeBytes(data);
        }
    }

    /** Returns 0, which no extension has, when it is not negotiated. */
    private int id(HeaderExtension extension) {
        return parameters.headerExtensions().getOrDefault(extension, 0);
    }
}
