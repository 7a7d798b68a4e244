package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/**
 * The viewer's side of a handshake, for the warm-up and for tests. It is beside the server since no other package knows
 * Bouncy Castle. Confined to the thread that runs the handshake.
 */
final class LoopbackTlsClient extends DefaultTlsClient {
    private static final int RESEND_MILLIS = 500;

    private final DtlsIdentity identity;
    private final Fingerprint expected;
    private final List<SrtpProfile> offered;
    private final int timeoutMillis;
    private boolean closeNotifyReceived;
    private @Nullable SrtpProfile agreed;
    private @Nullable SrtpKeyingMaterial keys;

    LoopbackTlsClient(DtlsIdentity identity, Fingerprint expected, List<SrtpProfile> offered, int timeoutMillis) {
        super(identity.crypto());
        this.identity = identity;
        this.expected = expected;
        this.offered = offered;
        this.timeoutMillis = timeoutMillis;
    }

    /** The keys of a finished handshake. */
    SrtpKeyingMaterial keys() {
        if (keys == null) {
            throw new IllegalStateException("the handshake is not finished");
        }
        return keys;
    }

    boolean closeNotifyReceived() {
        return closeNotifyReceived;
    }

    @Override
    public void notifyAlertReceived(short alertLevel, short alertDescription) {
        closeNotifyReceived |= alertDescription == AlertDescription.close_notify;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /** What browsers and the server agree on. */
    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
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

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                byte[] encoded =
                        certificate.getCertificate().getCertificateAt(0).getEncoded();
                if (!Fingerprint.matchesAny(List.of(expected), encoded)) {
                    throw new IOException("the server's certificate is not the expected one");
                }
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return identity.signer(context);
            }
        };
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable serverExtensions) throws IOException {
        super.processServerExtensions(serverExtensions);
        agreed = SrtpProfile.ofIdentifier(
                        TlsSRTPUtils.getUseSRTPExtension(serverExtensions).getProtectionProfiles()[0])
                .orElseThrow();
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile profile = agreed;
        if (profile == null) {
            throw new IOException("the server agreed on no SRTP profile");
        }
        keys = SrtpKeyingMaterial.ofExported(
                profile,
                context.exportKeyingMaterial(
                        ExporterLabel.dtls_srtp, null, SrtpKeyingMaterial.exportedLength(profile)));
    }
}
