package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.PublishTarget;
import io.github.natcast.topology.TunnelKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The MediaMTX that has the stream from natcast itself. Immutable.
 *
 * @param host as URLs have it
 * @param besideTunnel whether it stands on the public host of the tunnel, and shares its ports
 * @param publisher who publishes to it; empty when it pulls
 */
record Origin(String host, boolean besideTunnel, Optional<Publisher> publisher) {

    /**
     * What the command was told of it. Immutable.
     *
     * @param host empty for the public host of the tunnel
     * @param token a file whose first line is the bearer token that natcast publishes with, USER:PASSWORD; empty for an
     *     origin that pulls
     */
    record Choice(Optional<String> host, Optional<Path> token) {
        /** The public host pulls. */
        static final Choice NONE = new Choice(Optional.empty(), Optional.empty());
    }

    /**
     * A user of MediaMTX.
     *
     * @param hash of the password, as MediaMTX compares it
     */
    record Publisher(String name, String hash) {
        /** The name alone: a short password can be guessed from its hash. */
        @Override
        public String toString() {
            return name;
        }
    }

    static Origin of(Deployment deployment, Choice told, Secrets secrets) throws UserException {
        Choice choice = withPublishing(deployment, told);
        boolean beside = choice.host().isEmpty();
        if (beside && deployment.topology().tunnel() != TunnelKind.FRP) {
            throw new UserException("natcast.toml has no tunnel, so there is no public host for MediaMTX; say where it"
                    + " runs: --origin HOST");
        }
        Optional<String> publicHost = deployment.publicHost();
        String host = choice.host()
                .or(() -> publicHost)
                .orElseThrow(() -> new UserException(
                        "there is no public address; add it to network.public-address, or say --origin HOST"));
        if (!host.matches("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]")) {
            throw new UserException("\"" + Values.oneLine(host)
                    + "\" is no host for a URL; write a name, an IPv4 address, or an IPv6 address in brackets");
        }
        Optional<Publisher> publisher = Optional.empty();
        if (choice.token().isPresent()) {
            publisher = Optional.of(publisher(
                    choice.token().get(), secrets.firstLine(choice.token().get())));
        }
        return new Origin(host, beside, publisher);
    }

    /**
     * What the command was not told, from where the file publishes to: a URL of MediaMTX has the channel before
     * {@code whip}. Whoever names another host, or a token, is not talking of that one.
     */
    private static Choice withPublishing(Deployment deployment, Choice told) throws UserException {
        Optional<PublishTarget> published = deployment.publishing().stream()
                .filter(target ->
                        ("/" + target.channel() + "/whip").equals(target.url().getPath()))
                .filter(target -> told.host().isEmpty()
                        || told.host().get().equalsIgnoreCase(target.url().getHost()))
                .findFirst();
        if (told.token().isPresent() || published.isEmpty()) {
            return told;
        }
        PublishTarget target = published.get();
        if (target.tokenFile().isEmpty()) {
            throw new UserException("natcast.toml publishes the channel \"" + Values.oneLine(target.channel())
                    + "\" to " + target.origin() + " without a token, so that anybody could; name a file with"
                    + " USER:PASSWORD there, or say --publish-token FILE");
        }
        String host = target.url().getHost();
        boolean beside = deployment.topology().tunnel() == TunnelKind.FRP
                && deployment.publicHost().filter(host::equalsIgnoreCase).isPresent();
        return new Choice(beside ? told.host() : Optional.of(host), target.tokenFile());
    }

    private static Publisher publisher(Path file, String token) throws UserException {
        // MediaMTX takes a token with another colon for a JWT.
        if (!token.matches("(?!any:)[A-Za-z0-9._-]{1,64}:[!-9;-~]+")) {
            throw new UserException("the first line of " + Values.oneLine(file.toString())
                    + " is not USER:PASSWORD, which MediaMTX takes for a bearer token; the user has letters, digits,"
                    + " . _ and -, and is not \"any\", the password has printable ASCII but no colon and no blank");
        }
        int colon = token.indexOf(':');
        return new Publisher(token.substring(0, colon), hash(token.substring(colon + 1)));
    }

    private static String hash(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
