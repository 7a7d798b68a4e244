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
        assertThat(of(Fingerprint.HashFunction.SHA_1, "abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasToString("sha-1 A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha-256", "sha-256 AA:BB", "md5 AA:BB", "sha-256 zz", "sha-1 a b c"})
    void malformedOnesAreNamed(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text)).isInstanceOf(IllegalArgumentException.class);
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
        Fingerprint weakMatch = of(Fingerprint.HashFunction.SHA_1, CERTIFICATE);
        Fingerprint strongMatch = of(Fingerprint.HashFunction.SHA_256, CERTIFICATE);
        Fingerprint strongOther = of(Fingerprint.HashFunction.SHA_256, OTHER);

        assertThat(Fingerprint.matchesAny(List.of(weakMatch), CERTIFICATE)).isTrue();
        assertThat(Fingerprint.matchesAny(List.of(weakMatch, strongOther), CERTIFICATE))
                .isFalse();
        assertThat(Fingerprint.matchesAny(List.of(strongOther, strongMatch), CERTIFICATE))
                .isTrue();
        assertThat(Fingerprint.matchesAny(List.of(), CERTIFICATE)).isFalse();
    }
}
