package io.github.natcast.streamer.internal.tls;

import io.github.natcast.streamer.security.TlsSettings;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of TLS, with whatever certificate the files hold now. Thread-safe.
 *
 * <p>Nothing here runs by itself: whoever owns this calls {@link #look} every few seconds.
 */
public final class ServerTls {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerTls.class);

    private final TlsSettings settings;
    private final InstantSource clock;
    private final Consumer<String> warnings;
    private volatile TlsEngines engines;

    // The rest is guarded by this.
    private TlsFiles files;
    private TlsIdentity identity;
    private boolean saidInvalid;
    /** What was wrong at the last look. */
    private @Nullable String fault;
    /** Of what is wrong, what was said. */
    private @Nullable String said;

    private ServerTls(
            TlsSettings settings,
            InstantSource clock,
            Consumer<String> warnings,
            TlsFiles files,
            TlsIdentity identity,
            TlsEngines engines) {
        this.settings = settings;
        this.clock = clock;
        this.warnings = warnings;
        this.files = files;
        this.identity = identity;
        this.engines = engines;
    }

    /**
     * The certificates that a server would show, its own first.
     *
     * @throws IOException when a file is of no use, or the key does not belong to the first certificate; the message
     *     names the file
     */
    public static List<X509Certificate> chain(TlsSettings settings) throws IOException {
        return TlsIdentity.of(TlsFiles.read(settings)).chain();
    }

    /**
     * Reads the files; warnings go to the log.
     *
     * @throws IOException when they are of no use; the message names the file and the remedy
     */
    public static ServerTls open(TlsSettings settings) throws IOException {
        return open(settings, InstantSource.system(), LOGGER::warn);
    }

    static ServerTls open(TlsSettings settings, InstantSource clock, Consumer<String> warnings) throws IOException {
        TlsFiles files = TlsFiles.read(settings);
        TlsIdentity identity = TlsIdentity.of(files);
        ServerTls tls = new ServerTls(settings, clock, warnings, files, identity, new TlsEngines(identity));
        tls.sayWhetherValid();
        return tls;
    }

    /** For one connection, which keeps its certificate. */
    public SSLEngine engine() {
        return engines.engine();
    }

    /** For how long browsers are told to come by HTTPS alone. */
    public Optional<Duration> hsts() {
        return settings.hsts();
    }

    /** Takes what the files hold now, if it is new and of use. Reads files: not for an event loop. */
    public synchronized void look() {
        try {
            TlsFiles now = TlsFiles.read(settings);
            if (!now.sameAs(files)) {
                take(now);
            }
            fault = null;
            said = null;
        } catch (TlsFileException e) {
            complain(String.valueOf(e.getMessage()));
        }
        sayWhetherValid();
    }

    private void take(TlsFiles now) throws TlsFileException {
        TlsIdentity next = TlsIdentity.of(now);
        engines = new TlsEngines(next);
        files = now;
        identity = next;
        saidInvalid = false;
        LOGGER.info("new connections are shown the TLS certificate of {}", next);
    }

    /** Once, and not at the first look: one file may be written already, and the other not yet. */
    private void complain(String message) {
        if (message.equals(fault) && !message.equals(said)) {
            said = message;
            warnings.accept("the former TLS certificate stays in use: " + message);
        }
        fault = message;
    }

    private synchronized void sayWhetherValid() {
        Instant now = clock.instant();
        Instant notBefore = identity.own().getNotBefore().toInstant();
        if (saidInvalid) {
            return;
        }
        if (now.isAfter(identity.notAfter())) {
            saidInvalid = true;
            warnings.accept("the TLS certificate in " + settings.certificate() + " expired at " + identity.notAfter()
                    + "; browsers refuse it: renew it, the streamer takes the new file by itself; or set this host's"
                    + " clock, if it is wrong");
        } else if (now.isBefore(notBefore)) {
            saidInvalid = true;
            warnings.accept("the TLS certificate in " + settings.certificate() + " is valid from " + notBefore
                    + " on; browsers refuse it until then, or this host's clock is wrong");
        }
    }
}
