package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The policy of one handshake as client. Confined to the thread that runs the handshake; others read it afterwards. */
final class ViewerTlsClient extends DefaultTlsClient implements ViewerTls {
    /** RFC 8827 §6.5 demands the first. Viewers with an RSA certificate need the last two: GStreamer makes such. */
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    };

    private final DtlsIdentity identity;
    private final HandshakeOutcome outcome;
    private final List<SrtpProfile> offered;
    private final int timeoutMillis;

    /** @param offered the SRTP profiles, most wanted first */
    ViewerTlsClient(DtlsIdentity identity, List<Fingerprint> expected, List<SrtpProfile> offered, int timeoutMillis) {
        super(identity.crypto());
        this.identity = identity;
        this.outcome = new HandshakeOutcome(expected);
        this.offered = offered;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public DTLSTransport shakeHands(DatagramTransport packets) throws IOException {
        return new DTLSClientProtocol().connect(this, packets);
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
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        int[] identifiers = offered.stream().mapToInt(SrtpProfile::identifier).toArray();
        if (identifiers.length > 0) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(identifiers, TlsUtils.EMPTY_BYTES));
        }
        return extensions;
    }

    /** RFC 5764 §4.1.1: the server picks one of the offered profiles. */
    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable serverExtensions) throws IOException {
        super.processServerExtensions(serverExtensions);
        @Nullable UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(serverExtensions);
        int[] identifiers = chosen == null ? new int[0] : chosen.getProtectionProfiles();
        if (identifiers.length == 1) {
            SrtpProfile.ofIdentifier(identifiers[0]).filter(offered::contains).ifPresent(outcome::agree);
        }
        if (outcome.profile() == null) {
            throw outcome.fail(
                    AlertDescription.illegal_parameter,
                    "the viewer picks none of the SRTP profiles AEAD_AES_128_GCM and AES128_CM_HMAC_SHA1_80");
        }
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                outcome.requireOffered(certificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return identity.signer(context);
            }
        };
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
