package io.github.natcast.streamer.internal.rtp;

import java.util.Arrays;

/**
 * One frame as RTP payloads, which all viewers share; only the header and the encryption are the viewer's own.
 * Immutable; readers must not write to {@link #bytes()}.
 */
public final class PacketizedFrame {
    private final byte[] bytes;
    private final int[] ends;
    private final int count;
    private final boolean keyFrame;
    private final boolean marked;
    private final boolean disposable;
    private final boolean numbered;
    private final boolean silent;
    private final long captureTimeNanos;

    private PacketizedFrame(
            byte[] bytes,
            int[] ends,
            int count,
            boolean keyFrame,
            boolean marked,
            boolean disposable,
            boolean numbered,
            boolean silent,
            long captureTimeNanos) {
        this.disposable = disposable;
        this.numbered = numbered;
        this.silent = silent;
        this.bytes = bytes;
        this.ends = ends;
        this.count = count;
        this.keyFrame = keyFrame;
        this.marked = marked;
        this.captureTimeNanos = captureTimeNanos;
    }

    /** How many packets. */
    public int packetCount() {
        return count;
    }

    /** The array that holds all payloads, one behind the other. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where payload {@code index} begins in {@link #bytes()}. */
    public int offset(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Bytes of payload {@code index}. */
    public int length(int index) {
        return ends[index] - offset(index);
    }

    /** Whether decoding can start here. */
    public boolean keyFrame() {
        return keyFrame;
    }

    /** Whether the last packet carries the marker, which ends a picture; in audio it would begin a talkspurt. */
    public boolean marked() {
        return marked;
    }

    /** Whether no other frame depends on this one, so that a viewer may be left without it. */
    public boolean disposable() {
        return disposable;
    }

    /**
     * Whether each payload has VP8's picture identifier of 15 bits in its third and fourth byte (RFC 7741 §4.2). A
     * viewer for whom frames are left out, or who is switched to another encoding, needs numbers of its own.
     */
    public boolean numbered() {
        return numbered;
    }

    /** Whether it is audio in which there is nothing to hear. */
    public boolean silent() {
        return silent;
    }

    /** On the scale of {@link System#nanoTime()}. */
    public long captureTimeNanos() {
        return captureTimeNanos;
    }

    /** Collects payloads in order. Confined to one thread; builds one frame. */
    public static final class Builder {
        private byte[] bytes;
        private int position;
        private int[] ends = new int[16];
        private int count;
        private boolean marked = true;
        private boolean disposable;
        private boolean numbered;
        private boolean silent;

        /** {@code expectedLength} is a guess at the length of all payloads, in bytes. */
        public Builder(int expectedLength) {
            bytes = new byte[Math.max(16, expectedLength)];
        }

        /** Adds one byte to the payload under way. */
        public Builder append(int value) {
            ensure(1);
            bytes[position++] = (byte) value;
            return this;
        }

        /** Adds a part of {@code source} to the payload under way. */
        public Builder append(byte[] source, int offset, int length) {
            ensure(length);
            System.arraycopy(source, offset, bytes, position, length);
            position += length;
            return this;
        }

        /** Ends the payload under way; the next byte begins another. */
        public Builder endPayload() {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = position;
            return this;
        }

        /** Leaves the marker off the last packet. */
        public Builder withoutMarker() {
            marked = false;
            return this;
        }

        /** Says whether no other frame depends on this one; without it, some does. */
        public Builder disposable(boolean value) {
            disposable = value;
            return this;
        }

        /** Says that each payload has a picture identifier: see {@link PacketizedFrame#numbered()}. */
        public Builder numbered() {
            numbered = true;
            return this;
        }

        /** Says whether there is nothing to hear; without it, there is. */
        public Builder silent(boolean value) {
            silent = value;
            return this;
        }

        /** How many payloads have ended. */
        public int payloadCount() {
            return count;
        }

        public PacketizedFrame build(boolean keyFrame, long captureTimeNanos) {
            int finished = count == 0 ? 0 : ends[count - 1];
            if (finished != position) {
                throw new IllegalStateException((position - finished) + " bytes belong to no ended payload");
            }
            return new PacketizedFrame(
                    bytes, ends, count, keyFrame, marked, disposable, numbered, silent, captureTimeNanos);
        }

        private void ensure(int more) {
            if (bytes.length - position < more) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, position + more));
            }
        }
    }
}
