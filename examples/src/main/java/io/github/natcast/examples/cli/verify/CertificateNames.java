package io.github.natcast.examples.cli.verify;

import io.github.natcast.sdp.IpAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names that browsers take a certificate for: those of subjectAltName alone (RFC 9525 §2). */
final class CertificateNames {
    /** GeneralName's choices (RFC 5280 §4.2.1.6). */
    private static final int DNS = 2;

    private static final int IP = 7;

    private CertificateNames() {}

    static List<String> of(X509Certificate certificate) {
        Collection<List<?>> names;
        try {
            names = Optional.ofNullable(certificate.getSubjectAlternativeNames())
                    .orElse(List.of());
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names.stream()
                .filter(name -> name.get(0).equals(DNS) || name.get(0).equals(IP))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }

    static boolean cover(List<String> names, String wanted) {
        return names.stream().anyMatch(name -> covers(name, wanted));
    }

    /** RFC 9525 §6.3: an asterisk stands for one whole label, the first. */
    private static boolean covers(String name, String wanted) {
        Optional<IpAddress> address = IpAddress.parse(wanted);
        if (address.isPresent()) {
            return IpAddress.parse(name).equals(address);
        }
        String pattern = name.toLowerCase(Locale.ROOT);
        String host = wanted.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return pattern.equals(host)
                || (pattern.startsWith("*.") && dot > 0 && pattern.substring(1).equals(host.substring(dot)));
    }
}
