package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.probe.CertificateProbe;
import io.github.natcast.streamer.security.TlsSettings;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Whether the certificate is good now, for the public names, and belongs to the key. */
final class CertificateCheck implements Check {
    private static final Duration SOON = Duration.ofDays(14);

    private final InstantSource clock;

    CertificateCheck(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CheckName name() {
        return CheckName.CERTIFICATE;
    }

    @Override
    public List<Result> run(Trial trial) {
        return trial.deployment()
                .tls()
                .map(files -> examine(trial.deployment(), files))
                .orElse(List.of());
    }

    private List<Result> examine(Deployment deployment, TlsFiles files) {
        X509Certificate own;
        try {
            own = CertificateProbe.chain(TlsSettings.of(files.certificate(), files.key()))
                    .get(0);
        } catch (IOException e) {
            return List.of(Result.fails(name(), files.certificate(), "unusable", String.valueOf(e.getMessage())));
        }
        List<Result> results = new ArrayList<>();
        results.add(Result.holds(name(), files.key(), "key"));
        results.add(dates(files, own));
        names(deployment).forEach(wanted -> results.add(name(files, own, wanted)));
        return results;
    }

    private Result dates(TlsFiles files, X509Certificate own) {
        Instant now = clock.instant();
        Instant begin = own.getNotBefore().toInstant();
        Instant end = own.getNotAfter().toInstant();
        if (now.isBefore(begin)) {
            return Result.fails(name(), files.certificate(), "early", begin, now);
        }
        if (now.isAfter(end)) {
            return Result.fails(name(), files.certificate(), "expired", end, now);
        }
        return Result.holds(name(), files.certificate(), now.plus(SOON).isAfter(end) ? "soon" : "dates", end);
    }

    /** What browsers call this server. */
    private static List<String> names(Deployment deployment) {
        return deployment.publicNames().isEmpty()
                ? deployment.topology().publicAddresses().stream()
                        .map(IpAddress::toString)
                        .toList()
                : deployment.publicNames();
    }

    private Result name(TlsFiles files, X509Certificate own, String wanted) {
        List<String> names = CertificateNames.of(own);
        return CertificateNames.cover(names, wanted)
                ? Result.holds(name(), wanted, "name")
                : Result.fails(name(), wanted, "other-name", wanted, String.join(", ", names), files.certificate());
    }
}
