package io.github.natcast.streamer.internal.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameSplitterTest {
    private static final int LARGEST = 2048;

    private final FrameSplitter splitter = new FrameSplitter();
    private final byte[] packet = new byte[LARGEST];
    private final List<byte[]> packets = new ArrayList<>();

    private int take(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int length = splitter.next(buffer, packet);
        while (length >= 0) {
            packets.add(Arrays.copyOf(packet, length));
            length = splitter.next(buffer, packet);
        }
        return length;
    }

    private static void frame(byte[] content, ByteArrayOutputStream out) {
        out.write(content.length >>> 8);
        out.write(content.length);
        out.writeBytes(content);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void putsTogetherWhatTcpCutAnywhere(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] content = new byte[random.nextInt(4) == 0 ? random.nextInt(LARGEST + 1) : random.nextInt(4)];
            random.nextBytes(content);
            frame(content, stream);
            if (content.length > 0) {
                expected.add(content);
            }
        }
        byte[] bytes = stream.toByteArray();
        int longest = 1 + random.nextInt(5_000);
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + random.nextInt(longest + 1));
            assertThat(take(Arrays.copyOfRange(bytes, at, end))).isEqualTo(FrameSplitter.INCOMPLETE);
            at = end;
        }

        assertThat(packets).containsExactlyElementsOf(expected);
    }

    @Test
    void refusesWhatIsLongerThanAnyPacketAsSoonAsItsLengthIsThere() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        frame(new byte[] {1, 2, 3}, stream);
        stream.write((LARGEST + 1) >>> 8);
        stream.write((LARGEST + 1) & 0xFF);
        stream.write(7);

        assertThat(take(stream.toByteArray())).isEqualTo(FrameSplitter.TOO_LONG);
        assertThat(packets).containsExactly(new byte[] {1, 2, 3});
    }
}
