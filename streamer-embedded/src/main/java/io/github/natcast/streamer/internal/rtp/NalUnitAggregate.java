package io.github.natcast.streamer.internal.rtp;

import java.util.Arrays;

/**
 * Joins neighbouring NAL units that fit one payload, in an H.264 STAP-A (RFC 6184 §5.7.1) or an H.265 aggregation
 * packet (RFC 7798 §4.4.2), which differ only in their header. Confined to one thread.
 */
public final class NalUnitAggregate {
    private static final int SIZE_FIELD = 2;

    /** Writes the payload's own header. */
    @FunctionalInterface
    public interface HeaderWriter {
        /** The first {@code count} entries of {@code offsets} say where the units begin in {@code data}. */
        void write(byte[] data, int[] offsets, int count, PacketizedFrame.Builder builder);
    }

    private final byte[] data;
    private final PacketizedFrame.Builder builder;
    private final int maximumPayload;
    private final int headerLength;
    private final HeaderWriter headerWriter;
    private int[] offsets = new int[8];
    private int[] lengths = new int[8];
    private int count;
    private int size;

    public NalUnitAggregate(
            byte[] data,
            PacketizedFrame.Builder builder,
            int maximumPayload,
            int headerLength,
            HeaderWriter headerWriter) {
        this.data = data;
        this.builder = builder;
        this.maximumPayload = maximumPayload;
        this.headerLength = headerLength;
        this.headerWriter = headerWriter;
    }

    /** Takes a unit of at most the maximum payload. */
    public void add(int offset, int length) {
        if (count > 0 && size + SIZE_FIELD + length > maximumPayload) {
            flush();
        }
        if (count == 0) {
            size = headerLength;
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        offsets[count] = offset;
        lengths[count] = length;
        count++;
        size += SIZE_FIELD + length;
    }

    /** Ends the payload under way, if any; a single unit goes as it is. */
    public void flush() {
        if (count == 1) {
            builder.append(data, offsets[0], lengths[0]).endPayload();
        } else if (count > 1) {
            headerWriter.write(data, offsets, count, builder);
            for (int i = 0; i < count; i++) {
                builder.append(lengths[i] >>> 8).append(lengths[i]).append(data, offsets[i], lengths[i]);
            }
            builder.endPayload();
        }
        count = 0;
    }
}
