package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Appends a tag, and proves that no two different packets are protected with the same index, and none with keys that
 * were erased.
 */
final class FakeProtector implements PacketProtector {
    static final int TAG = 16;

    private final Map<Long, byte[]> seen = new HashMap<>();
    private int count;
    private boolean erased;

    boolean isErased() {
        return erased;
    }

    @Override
    public int protectRtp(byte[] buffer, int offset, int length) {
        byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
        assertThat(seen.put(index(packet), packet))
                .as("packet of the same index")
                .isNull();
        return tag(buffer, offset, length, Arrays.hashCode(packet));
    }

    @Override
    public int protectRtpAgain(byte[] buffer, int offset, int length) {
        byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
        assertThat(packet).isEqualTo(seen.get(index(packet)));
        return tag(buffer, offset, length, Arrays.hashCode(packet));
    }

    @Override
    public int protectRtcp(byte[] buffer, int offset, int length) {
        return tag(buffer, offset, length, count++);
    }

    @Override
    public void erase() {
        erased = true;
    }

    private int tag(byte[] buffer, int offset, int length, int value) {
        assertThat(erased).as("erased").isFalse();
        for (int i = 0; i < TAG; i += 4) {
            Bytes.put32(buffer, offset + length + i, value);
        }
        return length + TAG;
    }

    /** Of the last 65536 packets, as long as a test sends no more. */
    private static long index(byte[] packet) {
        return Bytes.getUnsigned32(packet, 8) << 16 | Bytes.get16(packet, 2);
    }
}
