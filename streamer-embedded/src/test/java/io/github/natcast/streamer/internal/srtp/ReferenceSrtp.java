package io.github.natcast.streamer.internal.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A second implementation of SRTP, by the letter of the RFCs on javax.crypto, to check the first one against. */
public final class ReferenceSrtp {
    private static final int RTP_CIPHER_KEY = 0;
    private static final int RTP_AUTH_KEY = 1;
    private static final int RTP_SALT = 2;
    private static final int RTCP_CIPHER_KEY = 3;
    private static final int RTCP_AUTH_KEY = 4;
    private static final int RTCP_SALT = 5;

    private final SrtpProfile profile;
    private final byte[] masterKey;
    private final byte[] masterSalt;

    public ReferenceSrtp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        this.profile = profile;
        this.masterKey = masterKey;
        this.masterSalt = masterSalt;
    }

    /** RFC 3711 §4.3.1 and §4.3.3 with a key derivation rate of 0. */
    static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) throws GeneralSecurityException {
        byte[] iv = Arrays.copyOf(masterSalt, 16);
        iv[7] ^= (byte) label;
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(new byte[length]);
    }

    /** RFC 3550 §5.1, §5.3.1: with the extension, which is not encrypted. */
    private static int headerLength(byte[] packet) {
        int fixed = 12 + 4 * (packet[0] & 0xf);
        boolean extended = (packet[0] & 0x10) != 0;
        return extended ? fixed + 4 + 4 * ((packet[fixed + 2] & 0xff) << 8 | (packet[fixed + 3] & 0xff)) : fixed;
    }

    /** Opens a packet without CSRC or extension; throws when its tag is wrong. */
    public byte[] openRtp(byte[] packet, int rolloverCounter) throws GeneralSecurityException {
        int sequence = (packet[2] & 0xff) << 8 | (packet[3] & 0xff);
        byte[] header = Arrays.copyOf(packet, headerLength(packet));
        byte[] key = derive(masterKey, masterSalt, RTP_CIPHER_KEY, 16);
        byte[] salt = derive(masterKey, masterSalt, RTP_SALT, profile.saltLength());
        if (profile == SrtpProfile.AEAD_AES_128_GCM) {
            byte[] iv = gcmRtpIv(salt, packet, rolloverCounter, sequence);
            return join(header, gcm(key, iv, header, Arrays.copyOfRange(packet, header.length, packet.length)));
        }
        int end = packet.length - profile.tagLength();
        byte[] authenticated = ByteBuffer.allocate(end + 4)
                .put(packet, 0, end)
                .putInt(rolloverCounter)
                .array();
        requireTag(RTP_AUTH_KEY, authenticated, Arrays.copyOfRange(packet, end, packet.length));
        long index = ((long) rolloverCounter << 16) | sequence;
        return join(header, counter(key, salt, packet, 8, index, Arrays.copyOfRange(packet, header.length, end)));
    }

    /** Opens an SRTCP packet; throws when its tag is wrong. */
    public byte[] openRtcp(byte[] packet) throws GeneralSecurityException {
        byte[] header = Arrays.copyOf(packet, 8);
        byte[] key = derive(masterKey, masterSalt, RTCP_CIPHER_KEY, 16);
        byte[] salt = derive(masterKey, masterSalt, RTCP_SALT, profile.saltLength());
        if (profile == SrtpProfile.AEAD_AES_128_GCM) {
            int end = packet.length - 4;
            byte[] index = Arrays.copyOfRange(packet, end, packet.length);
            byte[] iv = new byte[12];
            System.arraycopy(packet, 4, iv, 2, 4);
            System.arraycopy(index, 0, iv, 8, 4);
            iv[8] &= 0x7f;
            exclusiveOr(iv, salt);
            return join(header, gcm(key, iv, join(header, index), Arrays.copyOfRange(packet, 8, end)));
        }
        int end = packet.length - profile.tagLength();
        requireTag(RTCP_AUTH_KEY, Arrays.copyOf(packet, end), Arrays.copyOfRange(packet, end, packet.length));
        long index = ByteBuffer.wrap(packet).getInt(end - 4) & 0x7fffffffL;
        return join(header, counter(key, salt, packet, 4, index, Arrays.copyOfRange(packet, 8, end - 4)));
    }

    /** RFC 7714 §8.1. */
    static byte[] gcmRtpIv(byte[] salt, byte[] packet, int rolloverCounter, int sequence) {
        byte[] iv = ByteBuffer.allocate(12)
                .putShort((short) 0)
                .put(packet, 8, 4)
                .putInt(rolloverCounter)
                .putShort((short) sequence)
                .array();
        exclusiveOr(iv, salt);
        return iv;
    }

    static byte[] gcm(byte[] key, byte[] iv, byte[] associated, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(associated);
        return cipher.doFinal(sealed);
    }

    /** RFC 3711 §4.1.1. */
    private static byte[] counter(byte[] key, byte[] salt, byte[] packet, int ssrcAt, long index, byte[] text)
            throws GeneralSecurityException {
        byte[] iv = Arrays.copyOf(salt, 16);
        byte[] mask = ByteBuffer.allocate(16)
                .putInt(0)
                .put(packet, ssrcAt, 4)
                .putLong(index << 16)
                .array();
        exclusiveOr(iv, mask);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(text);
    }

    private void requireTag(int label, byte[] authenticated, byte[] tag) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(derive(masterKey, masterSalt, label, 20), "HmacSHA1"));
        if (!Arrays.equals(Arrays.copyOf(mac.doFinal(authenticated), tag.length), tag)) {
            throw new GeneralSecurityException("wrong tag");
        }
    }

    private static void exclusiveOr(byte[] target, byte[] mask) {
        for (int i = 0; i < target.length; i++) {
            target[i] ^= mask[i];
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
