package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.TinyStun;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefusalsTest {
    private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.66", 4000);
    private static final long BEGIN = Long.MAX_VALUE - 5; // overflows, as nanoTime may

    private final List<byte[]> answers = new ArrayList<>();
    private final Base base = new Base() {
        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress("192.0.2.1", 10111);
        }

        @Override
        public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
            assertThat(remote).isEqualTo(STRANGER);
            answers.add(Arrays.copyOfRange(packet, offset, offset + length));
        }
    };
    private final Refusals refusals = new Refusals(BEGIN);

    private static StunPacket read(byte[] packet) {
        StunPacket stun = new StunPacket();
        assertThat(stun.read(packet, packet.length)).isTrue();
        return stun;
    }

    private static byte[] request() {
        return TinyStun.request(new byte[12], "nobody:here", "a-password-of-a-stranger", true, 7);
    }

    @Test
    void answersWithTheErrorOfRfc8489AndNoMoreBytesThanWereSent() {
        byte[] request = request();

        refusals.refuse(read(request), base, STRANGER, BEGIN);

        assertThat(answers).hasSize(1);
        StunPacket answer = read(answers.get(0));
        assertThat(answer.type()).isEqualTo(0x0111);
        assertThat(answer.errorCode()).isEqualTo(401);
        assertThat(answer.isIntact()).isTrue();
        assertThat(TinyStun.transaction(answers.get(0))).isEqualTo(TinyStun.transaction(request));
        assertThat(answers.get(0).length).isLessThanOrEqualTo(request.length);
    }

    @Test
    void aBareRequestGetsNoAnswerThatIsLonger() {
        byte[] bare = Arrays.copyOf(request(), 20);
        bare[2] = 0;
        bare[3] = 0;

        refusals.refuse(read(bare), base, STRANGER, BEGIN);

        assertThat(answers).isEmpty();
    }

    @Test
    void aFloodGetsFiftyAnswersASecond() {
        StunPacket request = read(request());
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 10_000; i++) {
                long now = BEGIN + Duration.ofSeconds(second).toNanos() + i;
                refusals.refuse(request, base, STRANGER, now);
            }
            assertThat(answers).hasSize(50 * (second + 1));
        }
    }
}
