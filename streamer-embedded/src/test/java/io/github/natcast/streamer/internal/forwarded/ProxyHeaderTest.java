package io.github.natcast.streamer.internal.forwarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.forwarded.ProxyHeader.Beginning;
import io.github.natcast.streamer.internal.forwarded.ProxyHeader.MalformedException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyHeaderTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("198.51.100.7", 50000);
    private static final InetSocketAddress CLIENT_6 = new InetSocketAddress("2001:db8::7", 50001);

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Byte by byte what frp sends: the output of its library, go-proxyproto 0.8.0. */
    @ParameterizedTest
    @CsvSource({
        "TCP4, 0d0a0d0a000d0a515549540a 21 11 000c c6336407 7f000001 c350 2710, 28, 198.51.100.7, 50000",
        "UDP4, 0d0a0d0a000d0a515549540a 21 12 000c c6336407 7f000001 c350 2710, 28, 198.51.100.7, 50000",
        "TCP6, 0d0a0d0a000d0a515549540a 21 21 0024 20010db8000000000000000000000007"
                + " 00000000000000000000000000000001 c351 2710, 52, 2001:db8::7, 50001"
    })
    void readsTheClient(String name, String hex, int length, String host, int port) throws Exception {
        assertThat(ProxyHeader.read(bytes(hex + " 4745"))).as(name).satisfies(header -> {
            assertThat(header.length()).isEqualTo(length);
            assertThat(header.client()).contains(new InetSocketAddress(host, port));
        });
    }

    /** A health check of the proxy itself, an unknown family, and a local socket have no address. */
    @ParameterizedTest
    @CsvSource({"20 00 0000", "20 11 000c 00000000 00000000 0000 0000", "21 00 0003 010203", "21 00 0000"})
    void aHeaderMayNameNobody(String hex) throws Exception {
        ByteBuffer header = bytes("0d0a0d0a000d0a515549540a" + hex);

        assertThat(ProxyHeader.read(header))
                .satisfies(read -> assertThat(read.client()).isEmpty())
                .satisfies(read -> assertThat(read.length()).isEqualTo(header.remaining()));
    }

    @ParameterizedTest
    @CsvSource({
        "11 11 000c, version and command are 0x11",
        "31 11 000c, version and command are 0x31",
        "22 11 000c, version and command are 0x22",
        "21 41 000c, family and transport",
        "21 13 000c, family and transport",
        "21 11 000b, 11 bytes are too few",
        "21 21 0023, 35 bytes are too few",
        "21 11 ffff, and at most 2048 are read"
    })
    void whatBreaksTheFormatIsNamed(String hex, String message) {
        assertThatThrownBy(() -> ProxyHeader.read(bytes("0d0a0d0a000d0a515549540a" + hex)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void eachPartOfAHeaderIsUndecidedAndTheWholeWithAnythingBehindIsRead() throws Exception {
        for (long seed = 1; seed <= 2000; seed++) {
            Random random = new Random(seed);
            InetSocketAddress client = random.nextBoolean() ? CLIENT : CLIENT_6;
            byte[] tlvs = new byte[random.nextInt(40)];
            random.nextBytes(tlvs);
            byte[] header = ProxyHeaders.of(client, random.nextBoolean(), tlvs);
            byte[] all = Arrays.copyOf(header, header.length + random.nextInt(30));
            for (int length = 0; length < header.length; length++) {
                ByteBuffer part = ByteBuffer.wrap(header, 0, length);
                assertThat(ProxyHeader.read(part)).isNull();
                assertThat(ProxyHeader.beginning(part)).isEqualTo(length < 12 ? Beginning.UNDECIDED : Beginning.HEADER);
            }
            ProxyHeader read = Objects.requireNonNull(ProxyHeader.read(ByteBuffer.wrap(all)), "undecided");
            assertThat(read.length()).isEqualTo(header.length);
            assertThat(read.client()).contains(client);
        }
    }

    @Test
    void otherProtocolsBeginOtherwise() {
        for (String hex : new String[] {"474554202f", "160301", "0001000021", "0d0a0d0b", "80"}) {
            assertThat(ProxyHeader.beginning(bytes(hex.length() % 2 == 0 ? hex : hex + "0")))
                    .isEqualTo(Beginning.OTHER);
        }
    }

    /** Random changes of a header are read or refused, and never read beyond its end. */
    @Test
    void noiseIsReadOrRefused() {
        for (long seed = 1; seed <= 50_000; seed++) {
            Random random = new Random(seed);
            byte[] header = ProxyHeaders.of(CLIENT, true, new byte[random.nextInt(8)]);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                header[12 + random.nextInt(header.length - 12)] = (byte) random.nextInt(256);
            }
            try {
                ProxyHeader read = ProxyHeader.read(ByteBuffer.wrap(header));
                assertThat(read == null || read.length() <= header.length).isTrue();
            } catch (MalformedException e) {
                assertThat(e).hasMessageMatching(".{10,}");
            }
        }
    }
}
