package io.github.natcast.streamer.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.security.TlsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsIdentityTest {
    private static final TestCertificate OURS = TestCertificate.now("ours");
    private static final TestCertificate OTHER = TestCertificate.now("other");

    @TempDir
    private Path folder;

    private TlsIdentity identity(String certificate, String key) throws Exception {
        return TlsIdentity.of(new TlsFiles(
                TlsSettings.of(Path.of("c.pem"), Path.of("k.pem")),
                certificate.getBytes(StandardCharsets.US_ASCII),
                key.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void keysOfEachKindAreRead(String algorithm) throws Exception {
        Instant now = Instant.now();
        TestCertificate made = TestCertificate.valid("each", algorithm, now, now.plus(Duration.ofDays(1)));
        TlsIdentity read = identity(made.certificatePem(), made.keyPem());
        assertThat(read.chain()).containsExactly(made.certificate());
        assertThat(read.key()).isEqualTo(made.keys().getPrivate());
        new TlsEngines(read).engine();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void keysOfTheOlderFormsAreRead(String algorithm) throws Exception {
        Instant now = Instant.now();
        TestCertificate made = TestCertificate.valid("old", algorithm, now, now.plus(Duration.ofDays(1)));
        String parameters = TestCertificate.pem("EC PARAMETERS", new byte[] {6, 0});
        TlsIdentity read = identity(made.certificatePem(), parameters + made.oldKeyPem());
        assertThat(read.key().getAlgorithm()).isEqualTo(algorithm);
        assertThat(read.own()).isEqualTo(made.certificate()); // and belongs to the key
    }

    @Test
    void aChainAndItsKeyMayStandInOneFileWithWords() throws Exception {
        String file = "subject=CN = ours\n" + OURS.certificatePem() + "\nissuer\n" + OTHER.certificatePem()
                + OURS.keyPem().replace("\n", "\r\n");
        assertThat(identity(file, file).chain()).containsExactly(OURS.certificate(), OTHER.certificate());
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        assertThatThrownBy(() -> identity(OURS.certificatePem(), OTHER.keyPem()))
                .hasMessageContaining("k.pem does not belong to the certificate of CN=ours in c.pem");
        Instant now = Instant.now();
        TestCertificate rsa = TestCertificate.valid("rsa", "RSA", now, now.plus(Duration.ofDays(1)));
        assertThatThrownBy(() -> identity(OURS.certificatePem(), rsa.keyPem())).hasMessageContaining("does not belong");
    }

    @Test
    void aChainInTheWrongOrderIsNamed() {
        assertThatThrownBy(() -> identity(OTHER.certificatePem() + OURS.certificatePem(), OURS.keyPem()))
                .hasMessageContaining("certificate 2 of c.pem")
                .hasMessageContaining("must be the first");
    }

    @Test
    void exchangedFilesAreNamed() {
        assertThatThrownBy(() -> identity(OURS.keyPem(), OURS.certificatePem()))
                .hasMessageContaining("c.pem holds no PEM certificate, but [PRIVATE KEY]; are both files exchanged?");
        assertThatThrownBy(() -> identity(OURS.certificatePem(), OURS.certificatePem()))
                .hasMessageContaining("k.pem holds no PEM key, but [CERTIFICATE]");
    }

    @Test
    void whatIsNotPemIsToldHowToBecomeIt() {
        assertThatThrownBy(() -> identity("0\u0082\u0003", OURS.keyPem()))
                .hasMessageContaining("openssl x509 -inform der -in c.pem");
        assertThatThrownBy(() -> identity(OURS.certificatePem(), "")).hasMessageContaining("openssl pkey -inform der");
    }

    @Test
    void anEncryptedKeyIsToldHowToDecrypt() {
        String old = OURS.oldKeyPem()
                .replace("KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0AF3\n\nM");
        for (String key : new String[] {TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}), old}) {
            assertThatThrownBy(() -> identity(OURS.certificatePem(), key))
                    .hasMessageContaining("k.pem is encrypted")
                    .hasMessageContaining("openssl pkey -in k.pem");
        }
    }

    @Test
    void anUnknownKeyIsRefusedInWords() {
        for (String label : new String[] {"OPENSSH PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"}) {
            assertThatThrownBy(() -> identity(OURS.certificatePem(), TestCertificate.pem(label, new byte[] {48, 1})))
                    .hasMessageContaining("unknown kind, " + label);
        }
        assertThatThrownBy(() ->
                        identity(OURS.certificatePem(), "-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----"))
                .isInstanceOf(TlsFileException.class);
    }

    /** A file that is being written, or any other: never anything but a refusal in words. */
    @Test
    void damagedFilesAreRefusedInWords() throws Exception {
        String whole = OURS.certificatePem() + OURS.oldKeyPem();
        Random random = new Random(14);
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (int change = random.nextInt(3); change >= 0; change--) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) (32 + random.nextInt(95)));
            }
            damaged.setLength(random.nextBoolean() ? whole.length() : random.nextInt(whole.length()));
            try {
                identity(damaged.toString(), damaged.toString());
            } catch (TlsFileException inWords) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Path missing = folder.resolve("none.pem");
        Path there = Files.writeString(folder.resolve("key.pem"), OURS.keyPem());
        assertThatThrownBy(() -> TlsFiles.read(TlsSettings.of(missing, there)))
                .hasMessage("TLS certificate file " + missing + " does not exist");
        assertThatThrownBy(() -> TlsFiles.read(TlsSettings.of(there, folder)))
                .hasMessageContaining("TLS key file " + folder + " is a directory");
        Path large = Files.write(folder.resolve("large.pem"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> TlsFiles.read(TlsSettings.of(large, there))).hasMessageContaining("is longer than");
    }

    @Test
    void nothingThatIsPrintedHoldsAKey() throws Exception {
        TlsIdentity read = identity(OURS.certificatePem(), OURS.keyPem());
        assertThat(read.toString()).startsWith("CN=ours, valid until ");
        assertThat(Pem.blocks(OURS.keyPem().getBytes(StandardCharsets.US_ASCII)))
                .hasToString("[PRIVATE KEY]");
    }
}
