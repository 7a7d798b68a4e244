package io.github.natcast.streamer.internal.transport.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.TinyStun;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StunPacketTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    /** RFC 5769 §2.1, the sample request. */
    private static final byte[] SAMPLE = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae"
                    + "802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff80290008932ff9b151263b36"
                    + "000600096576746a3a683676592020200008001"
                    + "49aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                    + "80280004e57a3bcf");

    private final StunPacket stun = new StunPacket();

    @Test
    void readsAndVerifiesTheSampleRequestOfRfc5769() {
        assertThat(stun.read(SAMPLE, SAMPLE.length)).isTrue();
        assertThat(stun.type()).isEqualTo(StunPacket.BINDING_REQUEST);
        assertThat(stun.receiverUfrag()).isEqualTo("evtj");
        assertThat(stun.useCandidate()).isFalse();
        assertThat(stun.isAuthentic(StunPacket.integrity(PASSWORD))).isTrue();
        assertThat(stun.isAuthentic(StunPacket.integrity(PASSWORD + "x"))).isFalse();
        assertThat(stun.transactionHigh()).isEqualTo(0xb7e7a701bc34d686L);
        assertThat(stun.transactionLow()).isEqualTo(0xfa87dfae);
    }

    /** RFC 5769 §2.2 and §2.3, the sample responses. */
    @ParameterizedTest
    @CsvSource({
        "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643"
                + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96, 192.0.2.1",
        "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a147"
                + "0113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed41"
                + "80280004c8fb0b4c, 2001:db8:1234:5678:11:2233:4455:6677"
    })
    void readsAndVerifiesTheSampleResponsesOfRfc5769(String hex, String address) {
        byte[] response = HexFormat.of().parseHex(hex);

        assertThat(stun.read(response, response.length)).isTrue();
        assertThat(stun.type()).isEqualTo(StunPacket.BINDING_SUCCESS_RESPONSE);
        assertThat(stun.isAuthentic(StunPacket.integrity(PASSWORD))).isTrue();
        assertThat(stun.isIntact()).isTrue();
        assertThat(stun.mappedAddress()).contains(new InetSocketAddress(address, 32853));
    }

    @Test
    void aFingerprintIsRightOrWrong() {
        assertThat(stun.read(SAMPLE, SAMPLE.length) && stun.isIntact()).isTrue();
        byte[] changed = SAMPLE.clone();
        changed[SAMPLE.length - 1] ^= 1;
        assertThat(stun.read(changed, changed.length)).isTrue();
        assertThat(stun.isIntact()).isFalse();
    }

    @Test
    void anyChangedBitUpUpToThePasswordsProofIsSeen() {
        int integrityEnds = SAMPLE.length - 8;
        for (int bit = 0; bit < integrityEnds * 8; bit++) {
            byte[] changed = SAMPLE.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            boolean accepted = stun.read(changed, changed.length) && stun.isAuthentic(StunPacket.integrity(PASSWORD));
            assertThat(accepted).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void attributesBehindTheProofAreNotRead() {
        byte[] request = TinyStun.request(new byte[12], "a:b", PASSWORD, false, 1);
        byte[] longer = Arrays.copyOf(request, request.length + 4);
        longer[2] = (byte) ((longer.length - 20) >> 8);
        longer[3] = (byte) (longer.length - 20);
        longer[request.length + 1] = 0x25;

        assertThat(stun.read(longer, longer.length)).isTrue();
        assertThat(stun.useCandidate()).isFalse();
        assertThat(stun.isAuthentic(StunPacket.integrity(PASSWORD))).isTrue();
    }

    @Test
    void cutAndRandomPacketsAreRejectedOrReadWithoutHarm() {
        for (int length = 0; length < SAMPLE.length; length++) {
            assertThat(stun.read(Arrays.copyOf(SAMPLE, length), length)).isFalse();
        }
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = SAMPLE.clone();
            for (int j = 0; j < 4; j++) {
                packet[20 + random.nextInt(packet.length - 20)] = (byte) random.nextInt();
            }
            if (stun.read(packet, packet.length)) {
                stun.receiverUfrag();
                assertThat(stun.isAuthentic(StunPacket.integrity("no"))).isFalse();
            }
        }
    }
}
