package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The policy of one handshake as server. Confined to the thread that runs the handshake; others read it afterwards. */
final class ViewerTlsServer extends DefaultTlsServer {
    /** RFC 8827 §6.5 demands the first; the others are what browsers offer beside it. */
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };

    /** After this time a flight is repeated, then after twice as long. With less, slow viewers get everything twice. */
    private static final int RESEND_MILLIS = 500;

    private final DtlsIdentity identity;
    private final List<Fingerprint> expected;
    private final int timeoutMillis;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeyingMaterial keys;
    private volatile @Nullable String failure;
    private volatile boolean closeNotifyReceived;

    ViewerTlsServer(DtlsIdentity identity, List<Fingerprint> expected, int timeoutMillis) {
        super(identity.crypto());
        this.identity = identity;
        this.expected = expected;
        this.timeoutMillis = timeoutMillis;
    }

    /** Why the handshake failed, as far as only this class knows. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    boolean closeNotifyReceived() {
        return closeNotifyReceived;
    }

    /** The keys of a finished handshake. */
    SrtpKeyingMaterial keys() {
        if (keys == null) {
            throw new IllegalStateException("the handshake is not finished");
        }
        return keys;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(getCrypto(), CIPHER_SUITES);
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timeoutMillis;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processClientExtensions(Hashtable clientExtensions) throws IOException {
        super.processClientExtensions(clientExtensions);
        @Nullable UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(clientExtensions);
        int[] identifiers = offered == null ? new int[0] : offered.getProtectionProfiles();
        for (SrtpProfile candidate : SrtpProfile.values()) {
            for (int identifier : identifiers) {
                if (profile == null && identifier == candidate.identifier()) {
                    profile = candidate;
                }
            }
        }
        if (profile == null) {
            throw fail(
                    AlertDescription.handshake_failure,
                    "the viewer offers none of the SRTP profiles AEAD_AES_128_GCM and AES128_CM_HMAC_SHA1_80");
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        if (profile != null) {
            TlsSRTPUtils.addUseSRTPExtension(
                    extensions, new UseSRTPData(new int[] {profile.identifier()}, TlsUtils.EMPTY_BYTES));
        }
        return extensions;
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                TlsUtils.getDefaultSupportedSignatureAlgorithms(context),
                null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        if (certificate.isEmpty()) {
            throw fail(AlertDescription.bad_certificate, "the viewer sends no certificate");
        }
        // RFC 5763 §5: the fingerprint is what ties this handshake to the offer.
        if (!Fingerprint.matchesAny(expected, certificate.getCertificateAt(0).getEncoded())) {
            throw fail(
                    AlertDescription.bad_certificate,
                    "the viewer's certificate does not match the fingerprint in its offer");
        }
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.signer(context);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (profile != null) {
            keys = SrtpKeyingMaterial.ofExported(
                    profile,
                    context.exportKeyingMaterial(
                            ExporterLabel.dtls_srtp, null, SrtpKeyingMaterial.exportedLength(profile)));
        }
    }

    @Override
    public void notifyAlertReceived(short alertLevel, short alertDescription) {
        if (alertDescription == AlertDescription.close_notify) {
            closeNotifyReceived = true;
        } else {
            failure = "the viewer ended DTLS with the alert " + AlertDescription.getName(alertDescription);
        }
    }

    private TlsFatalAlert fail(short alert, String reason) {
        failure = reason;
        return new TlsFatalAlert(alert, reason);
    }
}
