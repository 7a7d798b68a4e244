package io.github.natcast.streamer.internal.tls;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** As much of DER (X.690 §8.1) as it takes to put a key of an older form into PKCS #8. Stateless. */
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int CONTEXT_0 = 0xA0;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final byte[] NULL = {0x05, 0x00};
    /** 1.2.840.113549.1.1.1, rsaEncryption. */
    private static final byte[] RSA = {0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1};
    /** 1.2.840.10045.2.1, id-ecPublicKey. */
    private static final byte[] EC = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    private Der() {}

    /** RFC 8017 §A.1.2 within RFC 5208 §5. */
    static byte[] pkcs8OfRsa(byte[] key) {
        return pkcs8(key, RSA, NULL);
    }

    /** RFC 5915 §3 within RFC 5208 §5; empty when it does not name its curve. */
    static Optional<byte[]> pkcs8OfEc(byte[] key) {
        return curve(key).map(curve -> pkcs8(key, EC, curve));
    }

    private static byte[] pkcs8(byte[] key, byte[] algorithm, byte[] parameters) {
        byte[] identifier = value(SEQUENCE, algorithm, parameters);
        return value(SEQUENCE, VERSION_0, identifier, value(OCTET_STRING, key));
    }

    // ECPrivateKey ::= SEQUENCE { version, privateKey OCTET STRING, parameters [0] OPTIONAL, publicKey [1] OPTIONAL }
    private static Optional<byte[]> curve(byte[] key) {
        try {
            ByteBuffer in = ByteBuffer.wrap(key);
            in.get();
            in.limit(Math.min(in.limit(), length(in) + in.position()));
            while (in.hasRemaining()) {
                int tag = in.get() & 0xFF;
                byte[] content = new byte[Math.min(length(in), in.remaining())];
                in.get(content);
                if (tag == CONTEXT_0) {
                    return Optional.of(content);
                }
            }
        } catch (BufferUnderflowException cutOff) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static int length(ByteBuffer in) {
        int first = in.get() & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int octets = Math.min(first & 0x7F, 2); octets > 0; octets--) { // no key is longer than 65,535 octets
            length = (length << 8) | (in.get() & 0xFF);
        }
        return length;
    }

    private static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length >= 0x100) {
            out.write(0x82);
            out.write(length >>> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
