package io.github.natcast.streamer.rtp.h264;

import io.github.natcast.streamer.encode.EncodedFrame;
import io.github.natcast.streamer.rtp.AnnexB;
import io.github.natcast.streamer.rtp.PacketSizes;
import io.github.natcast.streamer.rtp.PacketizedFrame;
import io.github.natcast.streamer.rtp.Packetizer;
import io.github.natcast.streamer.rtp.UnpacketizableFrameException;
import java.util.Arrays;

/**
 * H.264 access units in Annex B to RTP payloads (RFC 6184). Small neighbouring units share a STAP-A, large ones are split
 * into FU-A of full size. Units keep their order; none but delimiters, end markers and filler is left out.
 */
public final class H264Packetizer implements Packetizer {
    private static final int FORBIDDEN_AND_NRI = 0xE0;
    private static final int NRI = 0x60;
    private static final int FU_START = 0x80;
    private static final int FU_END = 0x40;
    private static final int FU_HEADERS = 2;
    private static final int STAP_HEADER = 1;
    private static final int STAP_SIZE_FIELD = 2;

    private final PacketizationMode mode;
    private final int maximumPayload;

    public H264Packetizer(PacketizationMode mode) {
        this(mode, PacketSizes.MAXIMUM_PAYLOAD);
    }

    /** {@code maximumPayload} in bytes, at least 3: an FU-A that carries something. */
    public H264Packetizer(PacketizationMode mode, int maximumPayload) {
        if (maximumPayload <= FU_HEADERS) {
            throw new IllegalArgumentException("maximum payload " + maximumPayload + " must be 3 bytes or more");
        }
        this.mode = mode;
        this.maximumPayload = maximumPayload;
    }

    /** Bytes; in mode 0 also the limit of every NAL unit. */
    public int maximumPayload() {
        return maximumPayload;
    }

    @Override
    public PacketizedFrame packetize(EncodedFrame frame) throws UnpacketizableFrameException {
        byte[] data = frame.data();
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(data.length + data.length / 256 + 64);
        Aggregate aggregate = new Aggregate(data, builder);
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
        return builder.build(frame.keyFrame(), frame.captureTimeNanos());
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
        int indicator = (data[offset] & FORBIDDEN_AND_NRI) | H264NalUnitType.FU_A;
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

    /** Neighbouring units that fit one payload. */
    private final class Aggregate {
        private final byte[] data;
        private final PacketizedFrame.Builder builder;
        private int[] pending = new int[16];
        private int count;
        private int size;

        Aggregate(byte[] data, PacketizedFrame.Builder builder) {
            this.data = data;
            this.builder = builder;
        }

        void add(int offset, int length) {
            if (count > 0 && size + STAP_SIZE_FIELD + length > maximumPayload) {
                flush();
            }
            if (count == 0) {
                size = STAP_HEADER;
            }
            if (2 * count == pending.length) {
                pending = Arrays.copyOf(pending, 2 * pending.length);
            }
            pending[2 * count] = offset;
            pending[2 * count + 1] = length;
            count++;
            size += STAP_SIZE_FIELD + length;
        }

        /** One unit goes alone (RFC 6184 §5.6); more become a STAP-A, whose NRI is the highest of theirs (§5.7). */
        void flush() {
            if (count == 1) {
                builder.append(data, pending[0], pending[1]).endPayload();
            } else if (count > 1) {
                builder.append(stapHeader());
                for (int i = 0; i < count; i++) {
                    int length = pending[2 * i + 1];
                    builder.append(length >>> 8).append(length).append(data, pending[2 * i], length);
                }
                builder.endPayload();
            }
            count = 0;
        }

        private int stapHeader() {
            int forbidden = 0;
            int nri = 0;
            for (int i = 0; i < count; i++) {
                int header = data[pending[2 * i]];
                forbidden |= header & 0x80;
                nri = Math.max(nri, header & NRI);
            }
            return forbidden | nri | H264NalUnitType.STAP_A;
        }
    }
}
