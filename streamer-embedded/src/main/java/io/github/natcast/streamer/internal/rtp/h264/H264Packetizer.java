package io.github.natcast.streamer.internal.rtp.h264;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import io.github.natcast.streamer.internal.rtp.NalUnitAggregate;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.Packetizer;
import io.github.natcast.streamer.internal.rtp.UnpacketizableFrameException;

/**
 * Splits H.264 access units in Annex B into RTP payloads (RFC 6184). Small neighbouring units share a STAP-A; large
 * ones become FU-As of full size. Units keep their order; only delimiters, end markers and filler are left out.
 */
public final class H264Packetizer implements Packetizer {
    private static final int FORBIDDEN = 0x80;
    private static final int NRI = 0x60;
    private static final int FU_START = 0x80;
    private static final int FU_END = 0x40;
    private static final int FU_HEADERS = 2;
    private static final int STAP_HEADER = 1;

    private final PacketizationMode mode;
    private final int maximumPayload;

    public H264Packetizer(PacketizationMode mode) {
        this(mode, PacketSizes.MAXIMUM_PAYLOAD);
    }

    /** {@code maximumPayload} in bytes, at least 3, so that an FU-A carries something. */
    public H264Packetizer(PacketizationMode mode, int maximumPayload) {
        if (maximumPayload <= FU_HEADERS) {
            throw new IllegalArgumentException("maximum payload " + maximumPayload + " must be 3 bytes or more");
        }
        this.mode = mode;
        this.maximumPayload = maximumPayload;
    }

    /** In bytes; in mode 0 also the limit of every NAL unit. */
    public int maximumPayload() {
        return maximumPayload;
    }

    @Override
    public PacketizedFrame packetize(EncodedFrame frame) throws UnpacketizableFrameException {
        byte[] data = frame.data();
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(data.length + data.length / 256 + 64);
        NalUnitAggregate aggregate =
                new NalUnitAggregate(data, builder, maximumPayload, STAP_HEADER, H264Packetizer::writeStapHeader);
        AnnexB units = new AnnexB(data);
        while (units.next()) {
            int offset = units.offset();
            int length = units.length();
            if (H264NalUnitType.isDropped(H264NalUnitType.of(data[offset]))) {
                continue;
            }
            if (length > maximumPayload) {
                requireSplittable(length);
                aggregate.flush();
                fragment(data, offset, length, builder);
            } else if (mode == PacketizationMode.SINGLE_NAL_UNIT) {
                builder.append(data, offset, length).endPayload();
            } else {
                aggregate.add(offset, length);
            }
        }
        aggregate.flush();
        return builder.disposable(frame.disposable()).build(frame.keyFrame(), frame.captureTimeNanos());
    }

    private void requireSplittable(int length) throws UnpacketizableFrameException {
        if (mode == PacketizationMode.SINGLE_NAL_UNIT) {
            throw new UnpacketizableFrameException("an H.264 NAL unit of " + length
                    + " bytes cannot be sent with packetization-mode=0, which has no fragments: let the encoder limit"
                    + " its slices to " + maximumPayload + " bytes");
        }
    }

    /** FU-A (RFC 6184 §5.8): the unit's header is not repeated but spread over FU indicator and FU header. */
    private void fragment(byte[] data, int offset, int length, PacketizedFrame.Builder builder) {
        int indicator = (data[offset] & (FORBIDDEN | NRI)) | H264NalUnitType.FU_A;
        int type = H264NalUnitType.of(data[offset]);
        int position = offset + 1;
        int end = offset + length;
        int room = maximumPayload - FU_HEADERS;
        int flags = FU_START;
        while (position < end) {
            int part = Math.min(room, end - position);
            if (position + part == end) {
                flags |= FU_END;
            }
            builder.append(indicator).append(flags | type);
            builder.append(data, position, part).endPayload();
            position += part;
            flags = 0;
        }
    }

    /** The NRI of a STAP-A is the highest of its units (RFC 6184 §5.7). */
    private static void writeStapHeader(byte[] data, int[] offsets, int count, PacketizedFrame.Builder builder) {
        int forbidden = 0;
        int nri = 0;
        for (int i = 0; i < count; i++) {
            forbidden |= data[offsets[i]] & FORBIDDEN;
            nri = Math.max(nri, data[offsets[i]] & NRI);
        }
        builder.append(forbidden | nri | H264NalUnitType.STAP_A);
    }
}
