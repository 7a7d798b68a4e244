package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a server of this host answers. Immutable.
 *
 * @param uri ends in a slash
 * @param certificate the server's own, where the address has TLS
 */
record ServerAddress(URI uri, Optional<Path> certificate) {

    /**
     * That of the admin port where there is one: it tells the operator all.
     *
     * @param page the address that a running server has told, for a port that the system chose
     */
    static ServerAddress of(Deployment deployment, Optional<String> page) throws UserException {
        Listening listening = deployment.listening();
        if (listening.admin().isPresent()) {
            HostPort admin = listening.admin().get();
            return plain("http", reachable(admin.host()), portOf(admin.port(), Optional.empty()));
        }
        int port = portOf(listening.httpPort(), page);
        if (deployment.tls().isEmpty()) {
            return plain("http", reachable(listening.httpAddress()), port);
        }
        ServerAddress address = plain("https", reachable(listening.httpAddress()), port);
        return new ServerAddress(
                address.uri(), Optional.of(deployment.tls().get().certificate()));
    }

    /** One that the user gives, with or without {@code http://}. */
    static ServerAddress parse(String text) throws UserException {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            // URI takes any number for a port; without one it says -1.
            if (web && uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535) {
                return new ServerAddress(URI.create(uri.toString().replaceFirst("([^/])$", "$1/")), Optional.empty());
            }
        } catch (IllegalArgumentException notAnUri) {
            // Told below.
        }
        throw new UserException(
                "\"" + text + "\" is not the address of a server; an example is http://127.0.0.1:9000/");
    }

    private static ServerAddress plain(String scheme, String host, int port) {
        return new ServerAddress(URI.create(scheme + "://" + new HostPort(host, port) + "/"), Optional.empty());
    }

    /** Who listens at every address is asked at the nearest. */
    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "::1";
            default -> host;
        };
    }

    private static int portOf(int port, Optional<String> page) throws UserException {
        if (port != 0) {
            return port;
        }
        int told = page.map(address -> URI.create(address).getPort()).orElse(0);
        if (told <= 0) {
            throw new UserException("the port is 0, so that the system chooses one: give the server's address instead,"
                    + " as 'natcast status http://127.0.0.1:PORT/'");
        }
        return told;
    }
}
