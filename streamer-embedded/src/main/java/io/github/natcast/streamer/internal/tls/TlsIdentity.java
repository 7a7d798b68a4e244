package io.github.natcast.streamer.internal.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate, what leads from it to an authority, and its key. Immutable.
 *
 * @param chain the server's own certificate first
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

    TlsIdentity {
        chain = List.copyOf(chain);
    }

    /** @throws TlsFileException when a file is of no use, or the key does not belong to the first certificate */
    static TlsIdentity of(TlsFiles files) throws TlsFileException {
        Path certificateFile = files.settings().certificate();
        Path keyFile = files.settings().key();
        List<X509Certificate> chain = certificates(certificateFile, files.certificate());
        PrivateKey key = PrivateKeys.read(keyFile, files.key());
        for (int i = 0; i < chain.size(); i++) {
            if (belongs(key, chain.get(i))) {
                if (i > 0) {
                    throw new TlsFileException("TLS key file " + keyFile + " belongs to certificate " + (i + 1) + " of "
                            + certificateFile + "; the server's own must be the first");
                }
                return new TlsIdentity(chain, key);
            }
        }
        throw new TlsFileException("TLS key file " + keyFile + " does not belong to the certificate of "
                + chain.get(0).getSubjectX500Principal() + " in " + certificateFile
                + "; name the key with which that certificate was requested");
    }

    private static List<X509Certificate> certificates(Path file, byte[] content) throws TlsFileException {
        List<Pem> blocks = Pem.blocks(content);
        List<X509Certificate> chain = new ArrayList<>();
        for (Pem block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                try {
                    chain.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.content())));
                } catch (CertificateException | IllegalArgumentException malformed) {
                    throw new TlsFileException(
                            "TLS certificate file " + file + ": certificate " + (chain.size() + 1) + " cannot be read",
                            malformed);
                }
            }
        }
        if (chain.isEmpty()) {
            throw new TlsFileException("TLS certificate file " + file + " holds no PEM certificate"
                    + (blocks.isEmpty()
                            ? " (-----BEGIN CERTIFICATE-----); convert one of DER with: openssl x509 -inform der -in "
                                    + file + " -out certificate.pem"
                            : ", but " + blocks + "; are both files exchanged?"));
        }
        return chain;
    }

    /** Whether what the one signs the other verifies. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm(); // of Ed25519 both have one name
        };
        byte[] sample = {1};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException anotherKind) {
            return false;
        }
    }

    X509Certificate own() {
        return chain.get(0);
    }

    Instant notAfter() {
        return own().getNotAfter().toInstant();
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return own().getSubjectX500Principal() + ", valid until " + notAfter();
    }
}
