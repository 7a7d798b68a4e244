package io.github.natcast.streamer.internal.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The reference itself against published vectors. */
final class ReferenceSrtpTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Test
    void derivesTheSessionKeysOfRfc3711AppendixB3() throws Exception {
        byte[] key = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
        byte[] salt = hex("0EC675AD498AFEEBB6960B3AABE6");

        assertThat(ReferenceSrtp.derive(key, salt, 0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(ReferenceSrtp.derive(key, salt, 2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(ReferenceSrtp.derive(key, salt, 1, 20)).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void opensTheGcmPacketOfRfc7714Section16() throws Exception {
        byte[] packet = hex("8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f"
                + "42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439 0cce");
        byte[] iv = ReferenceSrtp.gcmRtpIv(hex("51756964 2070726f 2071756f"), packet, 0, 0xf17b);
        assertThat(iv).isEqualTo(hex("51753c65 80c2726f 20718414"));

        byte[] opened = ReferenceSrtp.gcm(
                hex("000102030405060708090a0b0c0d0e0f"),
                iv,
                Arrays.copyOf(packet, 12),
                Arrays.copyOfRange(packet, 12, packet.length));

        assertThat(new String(opened, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("Gallia est omnis divisa in partes tres");
    }
}
