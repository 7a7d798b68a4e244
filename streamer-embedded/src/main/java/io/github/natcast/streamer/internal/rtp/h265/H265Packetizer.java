package io.github.natcast.streamer.internal.rtp.h265;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import io.github.natcast.streamer.internal.rtp.NalUnitAggregate;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.Packetizer;

/**
 * Splits H.265 access units in Annex B into RTP payloads (RFC 7798), without decoding order numbers (sprop-max-don-diff
 * 0). Small neighbouring units share an aggregation packet; large ones become fragmentation units of full size.
 */
public final class H265Packetizer implements Packetizer {
    private static final int NAL_UNIT_HEADER = 2;
    private static final int FU_HEADERS = 3;
    private static final int FU_START = 0x80;
    private static final int FU_END = 0x40;
    private static final int FORBIDDEN = 0x80;

    /** The bits of the header's first byte that are not the type. */
    private static final int NOT_TYPE = 0x81;

    private final int maximumPayload;

    public H265Packetizer() {
        this(PacketSizes.MAXIMUM_PAYLOAD);
    }

    /** {@code maximumPayload} in bytes, at least 4, so that a fragmentation unit carries something. */
    public H265Packetizer(int maximumPayload) {
        if (maximumPayload <= FU_HEADERS) {
            throw new IllegalArgumentException("maximum payload " + maximumPayload + " must be 4 bytes or more");
        }
        this.maximumPayload = maximumPayload;
    }

    /** Leaves out units that are too short for their header. */
    @Override
    public PacketizedFrame packetize(EncodedFrame frame) {
        byte[] data = frame.data();
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(data.length + data.length / 256 + 64);
        NalUnitAggregate aggregate =
                new NalUnitAggregate(data, builder, maximumPayload, NAL_UNIT_HEADER, H265Packetizer::writeHeader);
        AnnexB units = new AnnexB(data);
        while (units.next()) {
            int type = H265NalUnitType.of(data[units.offset()]);
            if (units.length() < NAL_UNIT_HEADER || H265NalUnitType.isDropped(type)) {
                continue;
            }
            if (units.length() > maximumPayload) {
                aggregate.flush();
                fragment(data, units.offset(), units.length(), builder);
            } else {
                aggregate.add(units.offset(), units.length());
            }
        }
        aggregate.flush();
        return builder.disposable(frame.disposable()).build(frame.keyFrame(), frame.captureTimeNanos());
    }

    /** FU (RFC 7798 §4.4.3): the unit's header moves into the payload header, its type into the FU header. */
    private void fragment(byte[] data, int offset, int length, PacketizedFrame.Builder builder) {
        int first = (data[offset] & NOT_TYPE) | H265NalUnitType.FRAGMENTATION_UNIT << 1;
        int second = data[offset + 1];
        int type = H265NalUnitType.of(data[offset]);
        int end = offset + length;
        int room = maximumPayload - FU_HEADERS;
        int flags = FU_START;
        for (int position = offset + NAL_UNIT_HEADER; position < end; position += room) {
            int part = Math.min(room, end - position);
            if (position + part == end) {
                flags |= FU_END;
            }
            builder.append(first).append(second).append(flags | type);
            builder.append(data, position, part).endPayload();
            flags = 0;
        }
    }

    /** An aggregation packet has the lowest layer and temporal identifiers of its units (RFC 7798 §4.4.2). */
    private static void writeHeader(byte[] data, int[] offsets, int count, PacketizedFrame.Builder builder) {
        int forbidden = 0;
        int layer = 0x3F;
        int temporal = 7;
        for (int i = 0; i < count; i++) {
            int first = data[offsets[i]];
            int second = data[offsets[i] + 1];
            forbidden |= first & FORBIDDEN;
            layer = Math.min(layer, (first & 1) << 5 | (second >>> 3 & 0x1F));
            temporal = Math.min(temporal, second & 7);
        }
        builder.append(forbidden | H265NalUnitType.AGGREGATION_PACKET << 1 | layer >>> 5);
        builder.append((layer & 0x1F) << 3 | temporal);
    }
}
