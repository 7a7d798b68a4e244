package io.github.natcast.streamer.internal.tls;

import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/** Reads the private key of a PEM file in any of the forms that certificates' tools write. Stateless. */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private PrivateKeys() {}

    static PrivateKey read(Path file, byte[] content) throws TlsFileException {
        List<Pem> blocks = Pem.blocks(content);
        Pem key = blocks.stream()
                .filter(Pem::isKey)
                .findFirst()
                .orElseThrow(() -> new TlsFileException("TLS key file " + file + " holds no PEM key"
                        + (blocks.isEmpty()
                                ? " (-----BEGIN PRIVATE KEY-----); convert one of DER with: openssl pkey -inform der -in "
                                        + file + " -out key.pem"
                                : ", but " + blocks + "; are both files exchanged?")));
        if (key.isEncrypted()) {
            throw new TlsFileException("TLS key file " + file + " is encrypted; decrypt it with: openssl pkey -in "
                    + file + " -out key.pem, and let only this user read the result");
        }
        return pkcs8(key)
                .flatMap(PrivateKeys::key)
                .orElseThrow(() -> new TlsFileException("TLS key file " + file
                        + " holds a key of an unknown kind, " + key
                        + "; it must be RSA, EC (P-256, P-384 or P-521) or Ed25519, as PKCS #8, PKCS #1 or SEC 1"));
    }

    private static Optional<byte[]> pkcs8(Pem key) {
        try {
            return switch (key.label()) {
                case "PRIVATE KEY" -> Optional.of(key.content());
                case "RSA PRIVATE KEY" -> Optional.of(Der.pkcs8OfRsa(key.content()));
                case "EC PRIVATE KEY" -> Der.pkcs8OfEc(key.content());
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> key(byte[] pkcs8) {
        for (String algorithm : ALGORITHMS) {
            try {
                return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            } catch (InvalidKeySpecException ofAnother) {
                // the next may know it
            } catch (NoSuchAlgorithmException without) {
                throw new IllegalStateException("the JDK has no " + algorithm, without);
            }
        }
        return Optional.empty();
    }
}
