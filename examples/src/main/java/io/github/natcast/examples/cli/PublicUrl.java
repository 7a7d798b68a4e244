package io.github.natcast.examples.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The page's URL for viewers elsewhere, as far as the settings tell it. Stateless. */
final class PublicUrl {
    private PublicUrl() {}

    /**
     * One line for each host.
     *
     * @param local the page's URL on this host
     * @param hosts names and addresses at which media are reached: the page is expected there, too
     * @param publicPort the public TCP port that leads to the HTTP port, if that is known
     */
    static List<String> lines(URI local, List<String> hosts, OptionalInt publicPort) {
        int port = publicPort.orElse(local.getPort());
        return hosts.stream()
                .distinct()
                .map(host -> host.contains(":") ? "[" + host + "]" : host)
                .map(host -> "public " + local.getScheme() + "://" + host + port(local, port) + "/"
                        + hint(host, local, publicPort).orElse(""))
                .toList();
    }

    private static String port(URI local, int port) {
        boolean usual = port == ("https".equals(local.getScheme()) ? 443 : 80);
        return usual ? "" : ":" + port;
    }

    private static Optional<String> hint(String host, URI local, OptionalInt publicPort) {
        return publicPort.isPresent() || host.equals(local.getHost())
                ? Optional.empty()
                : Optional.of(" where TCP port " + local.getPort() + " is forwarded");
    }
}
