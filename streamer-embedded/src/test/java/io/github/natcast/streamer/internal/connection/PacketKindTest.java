package io.github.natcast.streamer.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PacketKindTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 20, OTHER", // STUN
        "19, 0, 20, OTHER",
        "20, 254, 13, DTLS",
        "63, 254, 1, DTLS",
        "64, 0, 20, OTHER", // TURN channel
        "128, 96, 20, RTP",
        "128, 224, 20, RTP", // payload type 96 with the marker bit
        "128, 191, 20, RTP",
        "128, 192, 20, RTCP",
        "191, 223, 8, RTCP",
        "128, 201, 7, OTHER",
        "192, 201, 20, OTHER",
        "128, 201, 0, OTHER",
    })
    void followsRfc7983AndRfc5761(int first, int second, int length, PacketKind kind) {
        byte[] packet = {99, (byte) first, (byte) second, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        assertThat(PacketKind.of(packet, 1, length)).isEqualTo(kind);
    }
}
