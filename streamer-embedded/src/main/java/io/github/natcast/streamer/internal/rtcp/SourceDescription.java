package io.github.natcast.streamer.internal.rtcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** SDES (RFC 3550 §6.5) with CNAME items only, which tie a sender's streams together. At most 31 chunks. Immutable. */
public record SourceDescription(List<Chunk> chunks) implements RtcpPacket {
    private static final int CNAME = 1;
    private static final int END = 0;

    /**
     * One source's item.
     *
     * @param cname at most 255 bytes of UTF-8; empty when a chunk that was read held none
     */
    public record Chunk(long ssrc, String cname) {
        public Chunk {
            int length = cname.getBytes(UTF_8).length;
            if (length > 255) {
                throw new IllegalArgumentException("CNAME of " + length + " bytes; at most 255 fit");
            }
        }

        /** SSRC, type, length, text, then one to four zero bytes up to a multiple of 4 (RFC 3550 §6.5). */
        private int encodedLength() {
            return 4 + (2 + cname.getBytes(UTF_8).length + 4) / 4 * 4;
        }
    }

    public SourceDescription {
        chunks = List.copyOf(chunks);
    }

    @Override
    public int encodedLength() {
        return 4 + chunks.stream().mapToInt(Chunk::encodedLength).sum();
    }

    @Override
    public void write(byte[] buffer, int offset) {
        RtcpPacket.writeHeader(buffer, offset, chunks.size(), RtcpType.SOURCE_DESCRIPTION, encodedLength());
        int position = offset + 4;
        for (Chunk chunk : chunks) {
            byte[] text = chunk.cname().getBytes(UTF_8);
            Arrays.fill(buffer, position, position + chunk.encodedLength(), (byte) END);
            Bytes.put32(buffer, position, (int) chunk.ssrc());
            buffer[position + 4] = CNAME;
            buffer[position + 5] = (byte) text.length;
            System.arraycopy(text, 0, buffer, position + 6, text.length);
            position += chunk.encodedLength();
        }
    }

    /** Reads up to {@code count} chunks; stops at the first that does not fit. */
    static SourceDescription read(byte[] buffer, int offset, int end, int count) {
        List<Chunk> chunks = new ArrayList<>();
        int position = offset + 4;
        while (chunks.size() < count && position + 4 <= end) {
            long ssrc = Bytes.getUnsigned32(buffer, position);
            int item = position + 4;
            String cname = "";
            while (item + 1 < end && buffer[item] != END) {
                int length = buffer[item + 1] & 0xFF;
                if (item + 2 + length > end) {
                    return new SourceDescription(chunks);
                }
                if (buffer[item] == CNAME) {
                    cname = text(buffer, item + 2, length);
                }
                item += 2 + length;
            }
            chunks.add(new Chunk(ssrc, cname));
            // The end marker is padded to the next multiple of 4, counted from the chunk.
            position += (item - position) / 4 * 4 + 4;
        }
        return new SourceDescription(chunks);
    }

    /** Bytes that are not UTF-8 become replacement characters, which are longer: cut to what can be written again. */
    private static String text(byte[] buffer, int offset, int length) {
        String text = new String(buffer, offset, length, UTF_8);
        return text.getBytes(UTF_8).length <= 255 ? text : text.substring(0, Math.min(text.length(), 85));
    }
}
