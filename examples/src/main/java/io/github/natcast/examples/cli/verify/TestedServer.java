package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server that is tried: the one that runs here, or one started for the time of the check. Confined to one thread.
 */
final class TestedServer implements AutoCloseable {
    private static final Pattern PROOF = Pattern.compile("[0-9a-f]{64}");
    /** WHEP. */
    private static final String OFFERS = "/whep";

    /** A server warms up for some seconds. */
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final HttpCall local;
    private final Optional<String> token;
    private final Duration patience;
    private final @Nullable Streamer started;

    private TestedServer(HttpCall local, Optional<String> token, Duration patience, @Nullable Streamer started) {
        this.local = local;
        this.token = token;
        this.patience = patience;
        this.started = started;
    }

    /**
     * What answers at the deployment's HTTP port. Immutable.
     *
     * @param server empty when that is no natcast, or one that is not ready
     * @param starting whether it is one that is not ready
     */
    record Found(Optional<TestedServer> server, boolean starting) {
        private static final Found NOBODY = new Found(Optional.empty(), false);
    }

    /** Looks who answers at the deployment's HTTP port; one that is starting is asked again within {@code patience}. */
    static Found running(Deployment deployment, Optional<String> token, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            TestedServer server = new TestedServer(local(deployment), token, patience, null);
            while (true) {
                HttpReply reply = server.local.get("/verify/" + Nonces.next(RANDOM), patience);
                if (!reply.isStarting()) {
                    return proof(reply).isPresent() ? new Found(Optional.of(server), false) : Found.NOBODY;
                }
                if (end - System.nanoTime() <= AGAIN_NANOS) {
                    return new Found(Optional.empty(), true);
                }
                TimeUnit.NANOSECONDS.sleep(AGAIN_NANOS);
            }
        } catch (IOException nobody) {
            return Found.NOBODY;
        }
    }

    /** @throws StreamerException when it cannot run, with the reason */
    static TestedServer start(Deployment deployment, Duration patience)
            throws StreamerException, InterruptedException, IOException {
        String token = Nonces.next(RANDOM);
        return new TestedServer(local(deployment), Optional.of(token), patience, TrialServer.start(deployment, token));
    }

    private static HttpCall local(Deployment deployment) throws IOException {
        InetSocketAddress address = Hosts.reached(
                deployment.listening().httpAddress(), deployment.listening().httpPort());
        return new HttpCall(deployment.tls().isPresent(), address, Hosts.authority(deployment));
    }

    /** Whether it was started for this check. */
    boolean isStarted() {
        return started != null;
    }

    /** What only this server answers to this nonce. */
    Optional<String> proof(String nonce) throws IOException {
        return proof(local, nonce, patience);
    }

    /** What whoever is there answers to this nonce; empty when it is no natcast. */
    static Optional<String> proof(HttpCall call, String nonce, Duration patience) throws IOException {
        return proof(call.get("/verify/" + nonce, patience));
    }

    private static Optional<String> proof(HttpReply reply) {
        String body = reply.body().trim();
        return reply.status() == 200 && PROOF.matcher(body).matches() ? Optional.of(body) : Optional.empty();
    }

    /**
     * Has the server answer a browser's offer, as one elsewhere that asks by the public name. The caller closes it.
     *
     * @throws SessionRefusedException when the server does not, with its status
     */
    OpenSession open() throws IOException {
        BrowserOffer offer = new BrowserOffer(Nonces.next(RANDOM));
        HttpReply reply = local.send("POST", OFFERS, headers("application/sdp"), offer.sdp(), patience);
        String location = reply.headers().get("location");
        if (reply.status() != 201 || location == null) {
            throw new SessionRefusedException(reply);
        }
        return new OpenSession(reply.body(), offer, () -> delete(location));
    }

    private void delete(String location) {
        try {
            String path = URI.create(OFFERS).resolve(location).getRawPath();
            local.send("DELETE", path, headers("text/plain"), "", patience);
        } catch (IOException | IllegalArgumentException gone) {
            // The server ends a viewer that does not come, too.
        }
    }

    private Map<String, String> headers(String contentType) {
        return token.isEmpty()
                ? Map.of("Content-Type", contentType)
                : Map.of("Content-Type", contentType, "Authorization", "Bearer " + token.get());
    }

    /** Of a viewer; empty where none is known or needed. */
    Optional<String> token() {
        return token;
    }

    /** Ends the server if it was started for this check. */
    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
