package io.github.natcast.streamer.internal.transport.dtls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;

/**
 * A cipher for which every record that it cannot decrypt has a wrong MAC. Bouncy Castle drops those (RFC 6347
 * §4.1.2.7), but ends the connection for one that is too short to have a MAC: a stranger who knows only the viewer's
 * address could send such a one. As confined as the cipher that does the work.
 */
final class DroppingCipher implements TlsCipher {
    private final TlsCipher cipher;

    DroppingCipher(TlsCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequenceNumber, short type, ProtocolVersion version, byte[] ciphertext, int offset, int length)
            throws IOException {
        try {
            return cipher.decodeCiphertext(sequenceNumber, type, version, ciphertext, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new TlsFatalAlert(AlertDescription.bad_record_mac, e);
        }
    }

    @Override
    public TlsEncodeResult encodePlaintext(
            long sequenceNumber,
            short type,
            ProtocolVersion version,
            int headerAllocation,
            byte[] plaintext,
            int offset,
            int length)
            throws IOException {
        return cipher.encodePlaintext(sequenceNumber, type, version, headerAllocation, plaintext, offset, length);
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
        return cipher.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
        return cipher.getCiphertextEncodeLimit(plaintextLimit);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextEncodeLimit(ciphertextLimit);
    }

    @Override
    public void rekeyDecoder() throws IOException {
        cipher.rekeyDecoder();
    }

    @Override
    public void rekeyEncoder() throws IOException {
        cipher.rekeyEncoder();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
        return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
        return cipher.usesOpaqueRecordTypeEncode();
    }
}
