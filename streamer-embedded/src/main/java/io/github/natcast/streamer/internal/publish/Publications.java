package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.streamer.publish.Publication;
import io.github.natcast.streamer.publish.PublishSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** All publications of a streamer. Owns them; thread-safe. */
public final class Publications implements AutoCloseable {
    /** A server that is slow to delete a session notices by itself that nothing comes. */
    private static final long DELETION_SECONDS = 2;

    private static final int THREADS = 2;
    private static final long IDLE_SECONDS = 10;

    private final HttpExchange http;
    private final Executor requests;
    private final PublishingParts parts;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final BiConsumer<StreamerEvent, String> events;
    private final Runnable freeing;
    private final List<OpenPublication> open = new CopyOnWriteArrayList<>();

    /**
     * @param requests runs what may block before a request
     * @param random used on the control loop
     * @param events takes each event with its channel's name
     * @param freeing called at the end
     */
    Publications(
            HttpExchange http,
            Executor requests,
            PublishingParts parts,
            RandomGenerator random,
            InstantSource clock,
            BiConsumer<StreamerEvent, String> events,
            Runnable freeing) {
        this.http = http;
        this.requests = requests;
        this.parts = parts;
        this.random = random;
        this.clock = clock;
        this.events = events;
        this.freeing = freeing;
    }

    /** With the JDK's HTTP client, on few threads that idle ends. */
    public static Publications overHttp(
            PublishingParts parts,
            RandomGenerator random,
            InstantSource clock,
            ThreadFactory threads,
            BiConsumer<StreamerEvent, String> events) {
        ThreadPoolExecutor requests = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        requests.allowCoreThreadTimeOut(true);
        return new Publications(
                new JdkHttpExchange(requests),
                requests,
                parts,
                random,
                clock,
                events,
                // Who is idle ends now; an answer that comes later still finds a thread.
                () -> requests.setKeepAliveTime(1, TimeUnit.MILLISECONDS));
    }

    /**
     * Begins to publish.
     *
     * @param codecs what the channel can encode
     * @param viewers of the channel, whose encodings are shared
     * @throws IllegalArgumentException when the target is no HTTP URL, or the channel encodes none of the settings'
     *     codecs
     */
    public Publication publish(
            String channel, List<VideoCodec> codecs, ViewerFactory viewers, URI target, PublishSettings settings) {
        requireHttp(target);
        PublicationSession.Factory sessions = parts.sessions(
                settings.codecs().stream().filter(codecs::contains).toList(), settings.simulcast(), viewers);
        WhipClient client =
                new WhipClient(target, http, () -> CompletableFuture.supplyAsync(settings::token, requests), clock);
        OpenPublication publication;
        synchronized (open) { // two that begin at once are given two numbers
            publication = new OpenPublication(
                    target,
                    channel,
                    freeNumber(channel, PlainUri.of(target)),
                    event -> events.accept(event, channel),
                    open::remove,
                    listener -> new Publishing(client, sessions, parts.control(), random, listener));
            open.add(publication);
        }
        publication.start();
        return publication;
    }

    private int freeNumber(String channel, String origin) {
        Set<Integer> taken = open.stream()
                .filter(other -> other.channel().equals(channel) && other.name().equals(origin))
                .map(OpenPublication::number)
                .collect(Collectors.toSet());
        int number = 1;
        while (taken.contains(number)) {
            number++;
        }
        return number;
    }

    /** Those that are not closed, in the order in which they were begun; refused ones among them. */
    public List<OpenPublication> open() {
        return List.copyOf(open);
    }

    /** Ends those of a channel. */
    public void closeThoseOf(String channel) {
        open.stream()
                .filter(publication -> publication.channel().equals(channel))
                .forEach(OpenPublication::close);
    }

    /** Ends all, and waits a moment for their servers. Idempotent. */
    @Override
    public void close() {
        List<CompletableFuture<Boolean>> ends = new ArrayList<>();
        open.forEach(publication -> ends.add(publication.end().toCompletableFuture()));
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(DELETION_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            // They were asked, which is all that can be done.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        freeing.run();
    }

    private static void requireHttp(URI target) {
        String scheme = String.valueOf(target.getScheme());
        boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (!http || target.getHost() == null || target.getRawUserInfo() != null || target.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL to publish to, of scheme " + scheme
                    + ", must be http or https, with a host, and without user:password@ and #; it is the server's WHIP"
                    + " URL, such as https://media.example.org/live/whip, and a token belongs into the settings");
        }
    }
}
