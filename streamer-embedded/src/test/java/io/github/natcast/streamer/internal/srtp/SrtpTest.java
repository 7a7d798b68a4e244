package io.github.natcast.streamer.internal.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.warmup.SrtpWarmUp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SrtpTest {
    private final Random random = new Random(7);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] rtp(int sequence, int ssrc, int payload) {
        return ByteBuffer.allocate(12 + payload)
                .putShort((short) 0x8060)
                .putShort((short) sequence)
                .putInt(90_000)
                .putInt(ssrc)
                .put(bytes(payload))
                .array();
    }

    private byte[] rtcp(int ssrc) {
        return ByteBuffer.allocate(32)
                .putInt(0x81c90007)
                .putInt(ssrc)
                .put(bytes(24))
                .array();
    }

    private static byte[] protectRtp(SrtpSender sender, byte[] packet) {
        byte[] buffer = new byte[3 + packet.length + PacketProtector.MAXIMUM_OVERHEAD];
        System.arraycopy(packet, 0, buffer, 3, packet.length);
        int length = sender.protectRtp(buffer, 3, packet.length);
        return Arrays.copyOfRange(buffer, 3, 3 + length);
    }

    private static byte[] protectRtcp(SrtpSender sender, byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + PacketProtector.MAXIMUM_OVERHEAD);
        return Arrays.copyOf(buffer, sender.protectRtcp(buffer, 0, packet.length));
    }

    @ParameterizedTest
    @EnumSource
    void secondImplementationOpensRtpOfTwoSourcesAcrossTheSequenceWrap(SrtpProfile profile) throws Exception {
        byte[] key = bytes(profile.keyLength());
        byte[] salt = bytes(profile.saltLength());
        SrtpSender sender = new SrtpSender(profile, key, salt);
        ReferenceSrtp reference = new ReferenceSrtp(profile, key, salt);

        for (int i = 65_500; i < 65_600; i++) {
            for (int ssrc : new int[] {0x11223344, 0xfedcba98}) {
                byte[] packet = rtp(i, ssrc, 1 + random.nextInt(1200));
                byte[] sealed = protectRtp(sender, packet);
                assertThat(sealed).hasSize(packet.length + profile.tagLength());
                assertThat(reference.openRtp(sealed, i >> 16)).isEqualTo(packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void secondImplementationAndReceiverOpenRtcp(SrtpProfile profile) throws Exception {
        byte[] key = bytes(profile.keyLength());
        byte[] salt = bytes(profile.saltLength());
        SrtpSender sender = new SrtpSender(profile, key, salt);
        SrtpReceiver receiver = new SrtpReceiver(profile, key, salt);
        ReferenceSrtp reference = new ReferenceSrtp(profile, key, salt);

        for (int i = 0; i < 20; i++) {
            byte[] packet = rtcp(0x0badcafe);
            byte[] sealed = protectRtcp(sender, packet);
            assertThat(sealed.length - packet.length).isLessThanOrEqualTo(PacketProtector.MAXIMUM_OVERHEAD);
            assertThat(reference.openRtcp(sealed)).isEqualTo(packet);
            assertThat(receiver.unprotectRtcp(sealed, 0, sealed.length)).isEqualTo(packet.length);
            assertThat(Arrays.copyOf(sealed, packet.length)).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @EnumSource
    void receiverRejectsWhatIsForgedRepeatedOrCut(SrtpProfile profile) {
        byte[] key = bytes(profile.keyLength());
        byte[] salt = bytes(profile.saltLength());
        SrtpSender sender = new SrtpSender(profile, key, salt);
        SrtpReceiver receiver = new SrtpReceiver(profile, key, salt);
        byte[] sealed = protectRtcp(sender, rtcp(1));

        byte[] forged = sealed.clone();
        forged[forged.length / 2] ^= 1;
        assertThat(receiver.unprotectRtcp(forged, 0, forged.length)).isEqualTo(SrtpReceiver.REJECTED);
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThat(receiver.unprotectRtcp(cut, 0, length)).isEqualTo(SrtpReceiver.REJECTED);
        }
        assertThat(receiver.unprotectRtcp(sealed.clone(), 0, sealed.length)).isPositive();
        assertThat(receiver.unprotectRtcp(sealed.clone(), 0, sealed.length)).isEqualTo(SrtpReceiver.REJECTED);
    }

    /** Three receivers of one SSRC, as three browsers are; only the order of what they sent tells them apart. */
    @ParameterizedTest
    @EnumSource
    void aReportTellsInClearHowFarItIsAheadOfTheLastAuthenticOne(SrtpProfile profile) {
        byte[] key = bytes(profile.keyLength());
        byte[] salt = bytes(profile.saltLength());
        SrtpSender sender = new SrtpSender(profile, key, salt);
        SrtpReceiver receiver = new SrtpReceiver(profile, key, salt);
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sealed.add(protectRtcp(sender, rtcp(1)));
        }
        byte[] other = protectRtcp(sender, rtcp(2));

        assertThat(receiver.lead(sealed.get(9), 0, sealed.get(9).length)).isZero();
        receiver.unprotectRtcp(sealed.get(9).clone(), 0, sealed.get(9).length);
        for (int i = 0; i < sealed.size(); i++) {
            byte[] packet = Arrays.copyOf(sealed.get(i), 200);
            assertThat(receiver.lead(packet, 0, sealed.get(i).length)).isEqualTo(Math.max(0, i - 9));
        }
        assertThat(receiver.lead(other, 0, other.length)).isZero();
        byte[] forged = sealed.get(40).clone();
        forged[10] ^= 1;
        assertThat(receiver.unprotectRtcp(forged, 0, forged.length)).isEqualTo(SrtpReceiver.REJECTED);
        assertThat(receiver.lead(sealed.get(41), 0, sealed.get(41).length)).isEqualTo(32);
        for (int length = 0; length < 20; length++) {
            assertThat(receiver.lead(sealed.get(41), 0, length)).isZero();
        }
    }

    @Test
    void senderNamesTheRoomThatIsMissing() {
        SrtpSender sender = new SrtpSender(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);

        assertThatThrownBy(() -> sender.protectRtp(new byte[30], 0, 20))
                .hasMessageContaining("needs 16 more bytes")
                .hasMessageContaining("ends at 30");
        assertThatThrownBy(() -> sender.protectRtp(new byte[30], 0, 11)).hasMessageContaining("at least 12 bytes");
    }

    @Test
    void exportedKeysAreCutInTheOrderOfRfc5764() {
        byte[] exported = new byte[2 * (16 + 14)];
        for (int i = 0; i < exported.length; i++) {
            exported[i] = (byte) i;
        }
        SrtpKeyingMaterial keys = SrtpKeyingMaterial.ofExported(SrtpProfile.AES128_CM_HMAC_SHA1_80, exported);

        assertThat(keys.clientKey()).startsWith(0).hasSize(16);
        assertThat(keys.serverKey()).startsWith(16).hasSize(16);
        assertThat(keys.clientSalt()).startsWith(32).hasSize(14);
        assertThat(keys.serverSalt()).startsWith(46).endsWith(59).hasSize(14);
        assertThat(keys.toString()).isEqualTo("SrtpKeyingMaterial[AES128_CM_HMAC_SHA1_80]");
    }

    @Test
    void warmUpRuns() {
        SrtpWarmUp.run();
    }

    @ParameterizedTest
    @EnumSource
    void erasedKeysProtectNothingAndOpenNothing(SrtpProfile profile) {
        SrtpKeyingMaterial keys =
                SrtpKeyingMaterial.ofExported(profile, bytes(SrtpKeyingMaterial.exportedLength(profile)));
        SrtpSender sender = keys.serverSender();
        SrtpReceiver receiver = keys.clientReceiver();
        keys.erase();
        assertThat(keys.serverKey()).containsOnly(0);
        assertThat(keys.clientSalt()).containsOnly(0);
        byte[] sealed = protectRtcp(sender, rtcp(1));
        assertThat(receiver.unprotectRtcp(sealed.clone(), 0, sealed.length))
                .as("their copies live on")
                .isPositive();

        sender.erase();
        receiver.erase();

        assertThatThrownBy(() -> protectRtcp(sender, rtcp(1))).hasMessageContaining("erased");
        assertThatThrownBy(() -> protectRtp(sender, rtp(1, 1, 10))).hasMessageContaining("erased");
        byte[] next = protectRtcp(keys.serverSender(), rtcp(2)); // with keys of zeros
        assertThat(receiver.unprotectRtcp(next, 0, next.length)).isEqualTo(SrtpReceiver.REJECTED);
    }
}
