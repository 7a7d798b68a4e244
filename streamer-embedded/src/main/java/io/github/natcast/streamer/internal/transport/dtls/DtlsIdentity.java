package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * This server's ECDSA P-256 key and self-signed certificate (RFC 8827 §6.5). Generated once at start, without network
 * or file; the same for every viewer. Thread-safe.
 */
public final class DtlsIdentity {
    private static final X500Name SUBJECT = new X500Name("CN=natcast");
    private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);

    /** The fingerprint vouches for the certificate, not its dates; a server may run for years. */
    private static final Duration LIFETIME = Duration.ofDays(3650);

    private static final int SERIAL_NUMBER_BITS = 64;

    private final BcTlsCrypto crypto;
    private final AsymmetricKeyParameter privateKey;
    private final byte[] encodedCertificate;
    private final Fingerprint fingerprint;

    private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter privateKey, byte[] encodedCertificate) {
        this.crypto = crypto;
        this.privateKey = privateKey;
        this.encodedCertificate = encodedCertificate;
        this.fingerprint = Fingerprint.of(Fingerprint.HashFunction.SHA_256, encodedCertificate);
    }

    /** A new key and certificate; takes up to a second in a cold JVM. {@code random} also serves the handshakes. */
    public static DtlsIdentity generate(SecureRandom random, Instant now) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(
                        SECObjectIdentifiers.secp256r1, CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1)),
                random));
        AsymmetricCipherKeyPair keys = generator.generateKeyPair();
        try {
            return new DtlsIdentity(
                    new DroppingCrypto(random),
                    keys.getPrivate(),
                    certificate(keys, random, now).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate: " + e.getMessage(), e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("no certificate: " + e.getMessage(), e);
        }
    }

    private static X509CertificateHolder certificate(AsymmetricCipherKeyPair keys, SecureRandom random, Instant now)
            throws IOException, OperatorCreationException {
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        return new X509v3CertificateBuilder(
                        SUBJECT,
                        new BigInteger(SERIAL_NUMBER_BITS, random).setBit(0),
                        Date.from(now.minus(CLOCK_DIFFERENCE)),
                        Date.from(now.plus(LIFETIME)),
                        SUBJECT,
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()))
                .build(new BcECContentSignerBuilder(signature, digest).build(keys.getPrivate()));
    }

    /** For {@code a=fingerprint}; its {@code toString} is the attribute's value. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(encodedCertificate)});
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                privateKey,
                chain,
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
