package io.github.natcast.streamer.internal.access.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a URL. They are fetched when they are ten minutes old, or a token names a key that is not among them; not
 * more than twice a minute, whatever tokens come. Old ones count for a day while the server is away. Thread-safe: one
 * thread fetches, while others go on with the old ones.
 */
final class FetchedKeys implements KeySet {
    private static final Logger LOGGER = LoggerFactory.getLogger(FetchedKeys.class);
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(1);

    private final Callable<String> download;
    private final String name;
    private final LongSupplier nanoTime;
    private final ReentrantLock fetching = new ReentrantLock();

    private volatile @Nullable Fetched known;

    /** Guarded by the lock. */
    private @Nullable Long triedAt;

    private record Fetched(JWKSet keys, long at) {}

    FetchedKeys(Callable<String> download, String name, LongSupplier nanoTime) {
        this.download = download;
        this.name = name;
        this.nanoTime = nanoTime;
    }

    @Override
    public JWKSet keys(Optional<String> missing) throws IOException {
        Fetched before = known;
        boolean good = before != null && missing.isEmpty() && age(before) < FRESH_NANOS;
        if (!good) {
            if (before == null) {
                fetching.lock();
            }
            if (before == null || fetching.tryLock()) {
                try {
                    fetch();
                } finally {
                    fetching.unlock();
                }
            }
        }
        Fetched now = known;
        if (now == null || age(now) > LONGEST_NANOS) {
            throw new IOException("the keys at " + name + " are not known");
        }
        return now.keys();
    }

    private void fetch() {
        long now = nanoTime.getAsLong();
        Long last = triedAt;
        if (last != null && now - last < PAUSE_NANOS) {
            return;
        }
        triedAt = now;
        try {
            known = new Fetched(JWKSet.parse(download.call()), now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // whatever it is, the old keys are all there is
            LOGGER.warn("the keys at {} cannot be fetched ({})", name, e.toString());
        }
    }

    private long age(Fetched fetched) {
        return nanoTime.getAsLong() - fetched.at();
    }
}
