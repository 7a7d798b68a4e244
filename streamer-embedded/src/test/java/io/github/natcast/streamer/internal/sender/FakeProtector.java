package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import java.util.HashSet;
import java.util.Set;

/** Appends a tag that counts, and proves that no packet is protected twice. */
final class FakeProtector implements PacketProtector {
    static final int TAG = 16;

    private final Set<Long> seen = new HashSet<>();
    private int count;

    @Override
    public int protectRtp(byte[] buffer, int offset, int length) {
        long index = Bytes.getUnsigned32(buffer, offset + 8) << 16 | Bytes.get16(buffer, offset + 2);
        assertThat(seen.add(index)).as("sequence number protected once").isTrue();
        return protect(buffer, offset, length);
    }

    @Override
    public int protectRtcp(byte[] buffer, int offset, int length) {
        return protect(buffer, offset, length);
    }

    private int protect(byte[] buffer, int offset, int length) {
        for (int i = 0; i < TAG; i += 4) {
            Bytes.put32(buffer, offset + length + i, count);
        }
        count++;
        return length + TAG;
    }
}
