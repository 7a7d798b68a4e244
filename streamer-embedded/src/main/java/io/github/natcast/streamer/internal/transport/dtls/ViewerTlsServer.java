package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The policy of one handshake as server. Confined to the thread that runs the handshake; others read it afterwards. */
final class ViewerTlsServer extends DefaultTlsServer implements ViewerTls {
    /** RFC 8827 §6.5 demands the first; the others are what browsers offer beside it. */
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };

    private final DtlsIdentity identity;
    private final HandshakeOutcome outcome;
    private final List<SrtpProfile> profiles;
    private final int timeoutMillis;

    /** @param profiles in order of preference */
    ViewerTlsServer(DtlsIdentity identity, List<Fingerprint> expected, List<SrtpProfile> profiles, int timeoutMillis) {
        super(identity.crypto());
        this.identity = identity;
        this.outcome = new HandshakeOutcome(expected);
        this.profiles = profiles;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public DTLSTransport shakeHands(DatagramTransport packets) throws IOException {
        return new DTLSServerProtocol().accept(this, packets);
    }

    @Override
    public HandshakeOutcome outcome() {
        return outcome;
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
        for (SrtpProfile candidate : profiles) {
            for (int identifier : identifiers) {
                if (outcome.profile() == null && identifier == candidate.identifier()) {
                    outcome.agree(candidate);
                }
            }
        }
        if (outcome.profile() == null) {
            throw outcome.fail(
                    AlertDescription.handshake_failure,
                    "the viewer offers none of the SRTP profiles "
                            + String.join(
                                    " and ",
                                    profiles.stream().map(SrtpProfile::name).toList()));
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        @Nullable SrtpProfile profile = outcome.profile();
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
        outcome.requireOffered(certificate);
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.signer(context);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        outcome.finish(context);
    }

    @Override
    public void notifyAlertReceived(short alertLevel, short alertDescription) {
        outcome.alertReceived(alertDescription);
    }
}
