package io.github.natcast.streamer.internal.transport.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.TinyStun;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StunWriterTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final TransactionId TRANSACTION = new TransactionId(0xb7e7a701bc34d686L, 0xfa87dfae);

    private final StunPacket stun = new StunPacket();

    @Test
    void writesTheRequestThatAnIndependentWriterWrites() {
        byte[] request = new StunWriter(StunPacket.BINDING_REQUEST, TRANSACTION)
                .attribute(Stun.USERNAME, "evtj:h6vY")
                .attribute(Stun.PRIORITY, 1_853_824_767)
                .attribute(0x802A, 7L)
                .toIceBytes(StunPacket.integrity(PASSWORD));

        byte[] transaction = ByteBuffer.allocate(12)
                .putLong(TRANSACTION.high())
                .putInt(TRANSACTION.low())
                .array();
        assertThat(request).isEqualTo(TinyStun.request(transaction, "evtj:h6vY", PASSWORD, false, 7));
        assertThat(stun.read(request, request.length)).isTrue();
        assertThat(stun.isAuthentic(StunPacket.integrity(PASSWORD))).isTrue();
        assertThat(TransactionId.of(stun)).isEqualTo(TRANSACTION);
    }

    /** RFC 5769 §2.2 and §2.3. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643"
                + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96",
        "2001:db8:1234:5678:11:2233:4455:6677,"
                + "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179"
                + "bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c"
    })
    void readsAndWritesTheAddressesOfRfc5769(String address, String response) throws Exception {
        InetSocketAddress mapped = new InetSocketAddress(InetAddress.getByName(address), 32_853);
        byte[] bytes = HexFormat.of().parseHex(response);
        assertThat(stun.read(bytes, bytes.length)).isTrue();
        assertThat(stun.mappedAddress()).contains(mapped);

        // SOFTWARE is padded with a space there, so only the address is compared.
        byte[] written = new StunWriter(StunPacket.BINDING_SUCCESS_RESPONSE, TRANSACTION)
                .xorAddress(Stun.XOR_MAPPED_ADDRESS, mapped)
                .toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).contains(HexFormat.of().formatHex(written, 20, written.length));
    }

    @Test
    void readsTheAddressOfAnOldServerAndAnError() {
        byte[] old = new StunWriter(StunPacket.BINDING_SUCCESS_RESPONSE, TRANSACTION)
                .attribute(Stun.MAPPED_ADDRESS, HexFormat.of().parseHex("0001270fc0000201"))
                .toBytes();
        assertThat(stun.read(old, old.length)).isTrue();
        assertThat(stun.mappedAddress()).contains(new InetSocketAddress("192.0.2.1", 9999));
        assertThat(stun.errorCode()).isZero();

        byte[] error = new StunWriter(Stun.ERROR | 1, TRANSACTION)
                .attribute(Stun.ERROR_CODE, HexFormat.of().parseHex("0000040141"))
                .toBytes();
        assertThat(stun.read(error, error.length)).isTrue();
        assertThat(stun.errorCode()).isEqualTo(401);
        assertThat(stun.mappedAddress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"00", "0001", "0001270fc00002", "0003270fc0000201", "00010000e112a643", "0002270fc0000201"})
    void aMalformedAddressIsNone(String value) {
        byte[] bytes = new StunWriter(StunPacket.BINDING_SUCCESS_RESPONSE, TRANSACTION)
                .attribute(Stun.MAPPED_ADDRESS, HexFormat.of().parseHex(value))
                .toBytes();
        assertThat(stun.read(bytes, bytes.length)).isTrue();
        assertThat(stun.mappedAddress()).isEmpty();
    }

    @Test
    void makesRoomForLongValues() {
        byte[] bytes = new StunWriter(0x0016, TRANSACTION)
                .attribute(0x0013, new byte[1400])
                .attribute(Stun.USERNAME, "someone")
                .toBytes();
        assertThat(stun.read(bytes, bytes.length)).isTrue();
        assertThat(stun.attribute(0x0013).orElseThrow().remaining()).isEqualTo(1400);
        assertThat(stun.attribute(Stun.USERNAME).orElseThrow().remaining()).isEqualTo(7);
    }
}
