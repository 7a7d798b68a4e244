package io.github.natcast.streamer.internal.rtp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes NAL units with start codes, whole ones or from their fragments, as RTP carries them for H.264 (RFC 6184) and
 * H.265 (RFC 7798). Remembers whether what came can be a frame. Confined to one thread; joins one frame.
 */
public final class NalUnitJoin {
    private static final byte[] START_CODE = {0, 0, 0, 1};
    private static final int SIZE_FIELD = 2;

    private final UnitCheck check;
    private final ByteArrayOutputStream bytes;
    /** Where each unit begins. */
    private final List<Integer> starts = new ArrayList<>();

    private boolean inFragments;
    private boolean broken;

    /** Tells units from what only RTP has, such as a fragment within an aggregation packet. */
    @FunctionalInterface
    public interface UnitCheck {
        /**
         * Whether this is a unit of the codec's own.
         *
         * @param first the header's first byte
         * @param length with the header
         */
        boolean test(byte first, int length);
    }

    /** @param payloads what will be joined: their length is about the frame's */
    public NalUnitJoin(List<byte[]> payloads, UnitCheck check) {
        this.check = check;
        int length = 0;
        for (byte[] payload : payloads) {
            length += payload.length + START_CODE.length;
        }
        bytes = new ByteArrayOutputStream(length);
    }

    /** A whole unit; breaks off fragments that have not ended. */
    public void unit(byte[] payload, int offset, int length) {
        broken |= inFragments || length == 0 || offset >= payload.length || !check.test(payload[offset], length);
        startUnit();
        bytes.write(payload, offset, length);
    }

    /** The units of an aggregation packet, each behind its length, from {@code offset} on. */
    public void units(byte[] payload, int offset) {
        int position = offset;
        while (position + SIZE_FIELD <= payload.length) {
            int length = Bytes.get16(payload, position);
            position += SIZE_FIELD;
            if (position + length > payload.length) {
                broken = true;
                return;
            }
            unit(payload, position, length);
            position += length;
        }
        broken |= position != payload.length || position == offset;
    }

    /** Begins a unit that comes in fragments with its header. */
    public void beginFragments(byte... header) {
        broken |= inFragments || !check.test(header[0], header.length + 1);
        inFragments = true;
        startUnit();
        bytes.writeBytes(header);
    }

    /** The next fragment, from {@code offset} on; the first follows {@link #beginFragments}. */
    public void fragment(byte[] payload, int offset, boolean last) {
        broken |= !inFragments || offset >= payload.length;
        bytes.write(payload, Math.min(offset, payload.length), Math.max(0, payload.length - offset));
        inFragments &= !last;
    }

    private void startUnit() {
        bytes.writeBytes(START_CODE);
        starts.add(bytes.size());
    }

    /** A payload that is not allowed here. */
    public void refuse() {
        broken = true;
    }

    /**
     * The frame; empty when a part was wrong, or the last unit has not ended. A start code within a unit is wrong, too:
     * encoders prevent it, and it would make two units of one, or another one of a unit of zeros.
     */
    public Optional<byte[]> frame() {
        if (broken || inFragments || starts.isEmpty()) {
            return Optional.empty();
        }
        byte[] frame = bytes.toByteArray();
        List<Integer> seen = new ArrayList<>(starts.size());
        AnnexB units = new AnnexB(frame);
        while (units.next()) {
            seen.add(units.offset());
        }
        return seen.equals(starts) ? Optional.of(frame) : Optional.empty();
    }
}
