package io.github.natcast.streamer.internal.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SrtpMediaReceiverTest {
    private static final int PAYLOAD = 20;

    private final Random random = new Random(11);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] rtp(int sequence, int ssrc, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .putShort((short) 0x8060)
                .putShort((short) sequence)
                .putInt(90_000)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    private static byte[] protect(SrtpSender sender, byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + PacketProtector.MAXIMUM_OVERHEAD);
        return Arrays.copyOf(buffer, sender.protectRtp(buffer, 0, packet.length));
    }

    private static byte[] open(SrtpMediaReceiver receiver, byte[] sent) {
        byte[] buffer = sent.clone();
        int length = receiver.unprotectRtp(buffer, 0, buffer.length);
        return length == SrtpMediaReceiver.REJECTED ? new byte[0] : Arrays.copyOf(buffer, length);
    }

    @ParameterizedTest
    @EnumSource
    void everyPacketIsOpenedAcrossTheWrapInAnyOrderAndAgain(SrtpProfile profile) {
        byte[] key = bytes(profile.keyLength());
        byte[] salt = bytes(profile.saltLength());
        SrtpSender sender = new SrtpSender(profile, key, salt);
        SrtpMediaReceiver receiver = new SrtpMediaReceiver(profile, key, salt);
        List<byte[]> plain = new ArrayList<>();
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            plain.add(rtp((65_300 + i) & 0xFFFF, i % 3 == 0 ? 0xCAFE : 0xBEEF, bytes(PAYLOAD)));
            sent.add(protect(sender, plain.get(i)));
        }
        List<Integer> order = new ArrayList<>();
        for (int block = 0; block < 600; block += 50) {
            List<Integer> shuffled = new ArrayList<>();
            for (int i = block; i < block + 50; i++) {
                shuffled.add(i);
            }
            Collections.shuffle(shuffled, random);
            order.addAll(shuffled);
        }
        for (int i : order) {
            assertThat(open(receiver, sent.get(i))).isEqualTo(plain.get(i));
        }
        // What is asked for again comes as the same bytes, however late.
        assertThat(open(receiver, sent.get(200))).isEqualTo(plain.get(200));
    }

    @ParameterizedTest
    @EnumSource
    void damagedAndForeignPacketsAreRejectedAndChangeNothing(SrtpProfile profile) {
        byte[] key = bytes(profile.keyLength());
        byte[] salt = bytes(profile.saltLength());
        SrtpSender sender = new SrtpSender(profile, key, salt);
        SrtpMediaReceiver receiver = new SrtpMediaReceiver(profile, key, salt);
        for (int i = 0; i < 300; i++) {
            byte[] plain = rtp(i, 7, bytes(PAYLOAD));
            byte[] sent = protect(sender, plain);
            byte[] damaged = sent.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(open(receiver, damaged)).isEmpty();
            assertThat(open(receiver, Arrays.copyOf(sent, random.nextInt(sent.length))))
                    .isEmpty();
            byte[] foreign = bytes(1 + random.nextInt(60));
            foreign[0] = (byte) (0x80 | (foreign[0] & 0x3F));
            assertThat(open(receiver, foreign)).isEmpty();
            assertThat(open(receiver, sent)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsOpenedOnceTheKeysAreErased(SrtpProfile profile) {
        byte[] key = bytes(profile.keyLength());
        byte[] salt = bytes(profile.saltLength());
        byte[] sent = protect(new SrtpSender(profile, key, salt), rtp(1, 7, bytes(PAYLOAD)));
        SrtpMediaReceiver receiver = new SrtpMediaReceiver(profile, key, salt);

        receiver.erase();

        assertThat(open(receiver, sent)).isEmpty();
    }
}
