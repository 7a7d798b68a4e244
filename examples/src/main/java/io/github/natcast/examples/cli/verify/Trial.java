package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.streamer.StreamerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What checks share: the deployment, the server that is tried, and a second natcast elsewhere. Confined to one thread.
 */
final class Trial implements AutoCloseable {
    private final Deployment deployment;
    private final Settings settings;
    private @Nullable TestedServer server;
    private @Nullable String absence;
    private boolean looked;
    private boolean starting;

    /**
     * How it is tried.
     *
     * @param patience with each question to somebody else
     * @param token of a viewer, for the server that runs
     * @param helper a second natcast elsewhere
     */
    record Settings(Duration patience, Optional<String> token, Optional<Helper> helper, Locale locale) {}

    Trial(Deployment deployment, Settings settings) {
        this.deployment = deployment;
        this.settings = settings;
    }

    Deployment deployment() {
        return deployment;
    }

    Duration patience() {
        return settings.patience();
    }

    Optional<Helper> helper() {
        return settings.helper();
    }

    Locale locale() {
        return settings.locale();
    }

    /** The server that runs; empty when none does, or when it is not ready yet. Starts none. */
    Optional<TestedServer> running() throws InterruptedException {
        if (!looked) {
            looked = true;
            TestedServer.Found found = TestedServer.running(deployment, settings.token(), settings.patience());
            server = found.server().orElse(null);
            starting = found.starting();
        }
        return Optional.ofNullable(server).filter(found -> !found.isStarted());
    }

    /** Whether a server runs that was not ready within the patience. */
    boolean isStarting() throws InterruptedException {
        return running().isEmpty() && starting;
    }

    /** The server that runs, else one that is started now; empty when it cannot run, and {@link #absence} says why. */
    Optional<TestedServer> server() throws InterruptedException {
        if (isStarting()) {
            absence = "the natcast that runs here is still starting; try again when it is ready";
        }
        if (running().isEmpty() && server == null && absence == null) {
            try {
                server = TestedServer.start(deployment, settings.patience());
            } catch (StreamerException | IOException e) {
                absence = String.valueOf(e.getMessage());
            }
        }
        return Optional.ofNullable(server);
    }

    /** Why there is no {@link #server}. */
    String absence() {
        return absence == null ? "" : absence;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
