package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.rtp.SequenceNumbers;

/**
 * Writes the part of a packet that is the viewer's own: header and header extensions. Confined to the viewer's sender
 * thread.
 *
 * <p>The extensions describe a picture. They stand on its first packet, and on those after it whose payload is as long:
 * packets of one length can leave in one call.
 */
final class RtpStamp {
    private final StreamParameters parameters;
    private final int clockRate;
    private final NtpClock clock;
    private final int timestampOffset;
    private final int playoutDelayId;
    private final int captureTimeId;
    private final int playoutDelay;
    private int sequenceNumber;

    RtpStamp(
            StreamParameters parameters,
            int clockRate,
            NtpClock clock,
            int initialSequenceNumber,
            int timestampOffset) {
        this.parameters = parameters;
        this.clockRate = clockRate;
        this.clock = clock;
        this.sequenceNumber = initialSequenceNumber;
        this.timestampOffset = timestampOffset;
        this.captureTimeId = id(HeaderExtension.ABSOLUTE_CAPTURE_TIME);
        this.playoutDelayId = parameters.playoutDelay().isPresent() ? id(HeaderExtension.PLAYOUT_DELAY) : 0;
        this.playoutDelay = parameters.playoutDelay().map(PlayoutDelay::packed).orElse(0);
    }

    /** The sequence number of the next packet. */
    int nextSequenceNumber() {
        return sequenceNumber;
    }

    /** An instant on the stream's media clock. */
    int timestamp(long nanos) {
        return RtpClock.timestamp(nanos, clockRate) + timestampOffset;
    }

    /** Writes the header of packet {@code index} of the frame, which takes the next number; returns its length. */
    int write(PacketizedFrame frame, int index, byte[] buffer, int offset) {
        int extensions = offset + PacketSizes.RTP_HEADER;
        boolean last = index == frame.packetCount() - 1;
        // The last packet of a run may be shorter than the others.
        boolean described = index == 0 || (!last && frame.length(index) == frame.length(0));
        int end = described ? writeExtensions(frame, buffer, extensions) : extensions;
        RtpHeader.write(
                buffer,
                offset,
                last && frame.marked(),
                parameters.payloadType(),
                sequenceNumber,
                timestamp(frame.captureTimeNanos()),
                (int) parameters.ssrc(),
                end > extensions);
        sequenceNumber = SequenceNumbers.next(sequenceNumber);
        return end - offset;
    }

    /** Profile, length in words, elements, zeros up to a word (RFC 8285 §4.2); nothing when there are no elements. */
    private int writeExtensions(PacketizedFrame frame, byte[] buffer, int start) {
        int position = start + 4;
        if (playoutDelayId != 0) {
            position = element(buffer, position, playoutDelayId, 3);
            Bytes.put24(buffer, position - 3, playoutDelay);
        }
        if (captureTimeId != 0) {
            position = element(buffer, position, captureTimeId, 8);
            Bytes.put64(buffer, position - 8, clock.ntpTimestamp(frame.captureTimeNanos()));
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

    /** Returns 0, which no extension has, when it is not negotiated. */
    private int id(HeaderExtension extension) {
        return parameters.headerExtensions().getOrDefault(extension, 0);
    }
}
