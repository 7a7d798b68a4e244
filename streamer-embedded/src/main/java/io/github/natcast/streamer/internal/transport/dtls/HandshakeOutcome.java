package io.github.natcast.streamer.internal.transport.dtls;

import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake comes to, in either role. Confined to the thread that runs the handshake; others read it afterwards.
 */
final class HandshakeOutcome {
    private final List<Fingerprint> expected;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeyingMaterial keys;
    private volatile @Nullable String failure;
    private volatile boolean closeNotifyReceived;

    /** @param expected the fingerprints in the viewer's offer */
    HandshakeOutcome(List<Fingerprint> expected) {
        this.expected = expected;
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

    @Nullable
    SrtpProfile profile() {
        return profile;
    }

    void agree(SrtpProfile agreed) {
        profile = agreed;
    }

    /** RFC 5763 §5: the fingerprint is what ties this handshake to the offer. */
    void requireOffered(Certificate certificate) throws IOException {
        if (certificate.isEmpty()) {
            throw fail(AlertDescription.bad_certificate, "the viewer sends no certificate");
        }
        if (!Fingerprint.matchesAny(expected, certificate.getCertificateAt(0).getEncoded())) {
            throw fail(
                    AlertDescription.bad_certificate,
                    "the viewer's certificate does not match the fingerprint in its offer");
        }
    }

    /** Exports the keys (RFC 5764 §4.2). */
    void finish(TlsContext context) throws IOException {
        SrtpProfile agreed = profile;
        if (agreed == null) {
            throw fail(AlertDescription.handshake_failure, "the viewer agrees on no SRTP profile");
        }
        byte[] exported =
                context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeyingMaterial.exportedLength(agreed));
        keys = SrtpKeyingMaterial.ofExported(agreed, exported);
        Arrays.fill(exported, (byte) 0);
    }

    void alertReceived(short alertDescription) {
        if (alertDescription == AlertDescription.close_notify) {
            closeNotifyReceived = true;
        } else {
            failure = "the viewer ended DTLS with the alert " + AlertDescription.getName(alertDescription);
        }
    }

    TlsFatalAlert fail(short alert, String reason) {
        failure = reason;
        return new TlsFatalAlert(alert, reason);
    }
}
