package io.github.natcast.streamer.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintTest {
    private static final byte[] CERTIFICATE = {1, 2, 3};
    private static final byte[] OTHER = {4, 5, 6};

    private static Fingerprint of(Fingerprint.HashFunction function, byte[] certificate) {
        return Fingerprint.of(function, certificate);
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsItIsWritten(Fingerprint.HashFunction function) {
        Fingerprint fingerprint = of(function, CERTIFICATE);

        assertThat(Fingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
        assertThat(Fingerprint.parse(fingerprint.toString().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(fingerprint);
    }

    @Test
    void knownAnswer() {
        assertThat(of(Fingerprint.HashFunction.SHA_256, "abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasToString("sha-256 BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23"
                        + ":B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha-256", "sha-256 AA:BB", "md5 AA:BB", "sha-256 zz", "sha-256 a b c"})
    void malformedOnesAreNamed(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 8122 §5: who can make two certificates of one hash can be anybody's viewer. */
    @ParameterizedTest
    @ValueSource(
            strings = {"sha-1 A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D", "MD5 00:01:02:03:04:05:06"})
    void brokenHashFunctionsAreRefusedInWords(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text))
                .hasMessage("fingerprint hash function \"" + text.substring(0, text.indexOf(' '))
                        + "\" is not one of sha-256, sha-384, "
                        + "sha-512; weaker ones do not tie a certificate to an offer");
    }

    @Test
    void unknownHashFunctionsOfAnOfferArePassedOver() {
        Fingerprint known = of(Fingerprint.HashFunction.SHA_384, CERTIFICATE);

        assertThat(Fingerprint.understood(List.of("md5 AA:BB", known.toString(), "sha-3000 00")))
                .containsExactly(known);
        assertThat(Fingerprint.understood(List.of("md2 AA"))).isEmpty();
        assertThatThrownBy(() -> Fingerprint.understood(List.of("sha-256 AA:BB")))
                .hasMessageContaining("sha-256 has 32 bytes, not 2");
    }

    @Test
    void theStrongestOfferedFunctionDecides() {
        Fingerprint weakMatch = of(Fingerprint.HashFunction.SHA_256, CERTIFICATE);
        Fingerprint strongMatch = of(Fingerprint.HashFunction.SHA_512, CERTIFICATE);
        Fingerprint strongOther = of(Fingerprint.HashFunction.SHA_512, OTHER);

        assertThat(Fingerprint.matchesAny(List.of(weakMatch), CERTIFICATE)).isTrue();
        assertThat(Fingerprint.matchesAny(List.of(weakMatch, strongOther), CERTIFICATE))
                .isFalse();
        assertThat(Fingerprint.matchesAny(List.of(strongOther, strongMatch), CERTIFICATE))
                .isTrue();
        assertThat(Fingerprint.matchesAny(List.of(), CERTIFICATE)).isFalse();
    }
}
