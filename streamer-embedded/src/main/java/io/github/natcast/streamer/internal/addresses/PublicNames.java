package io.github.natcast.streamer.internal.addresses;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks the names of public hosts up, again and again, and says when one stands for other addresses. A name keeps its
 * last addresses while look-ups fail. Its state is confined to the control loop.
 */
public final class PublicNames {
    private static final Logger LOGGER = LoggerFactory.getLogger(PublicNames.class);
    /**
     * A viewer should know a new address within 5 s. A look-up is one question to the host's resolver, which has its
     * own cache and asks no further than the record's time to live says.
     */
    static final Duration INTERVAL = Duration.ofSeconds(3);

    static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** In a row that are followed by another soon; a name that is spelled wrong is not asked for every second. */
    static final int SOON = 5;
    /** Of each family; a host has one or two uplinks. */
    static final int MOST_ADDRESSES = 4;

    private final List<Name> names;
    private final NameLookup lookup;
    private final Executor background;
    private final ControlLoop control;
    private final Listener listener;
    private final CountDownLatch tried;
    private volatile boolean stopped;

    /** Is told of changes, on the control loop. */
    @FunctionalInterface
    public interface Listener {
        void resolved(String name, List<IpAddress> addresses);
    }

    private static final class Name {
        private final String text;
        private List<IpAddress> addresses = List.of();
        private boolean tried;
        private int failures;

        Name(String text) {
            this.text = text;
        }
    }

    /** @param background runs what blocks, each task on its own */
    public PublicNames(
            List<PublicHost> hosts, NameLookup lookup, Executor background, ControlLoop control, Listener listener) {
        this.names = hosts.stream()
                .flatMap(host -> host instanceof PublicHost.Named named ? Stream.of(named.name()) : Stream.of())
                .distinct()
                .map(Name::new)
                .toList();
        this.lookup = lookup;
        this.background = background;
        this.control = control;
        this.listener = listener;
        this.tried = new CountDownLatch(names.size());
    }

    /** Begins. Called once. */
    public void start() {
        names.forEach(this::lookUp);
    }

    /** No look-up begins any more. */
    public void stop() {
        stopped = true;
    }

    /** Waits until each name has been looked up once, or {@code limit} has passed. */
    public void await(Duration limit) throws InterruptedException {
        if (!tried.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            LOGGER.warn(
                    "{} of the public addresses' names are still being looked up after {} s; answers carry their"
                            + " addresses as soon as they are known",
                    tried.getCount(),
                    limit.toSeconds());
        }
    }

    private void lookUp(Name name) {
        if (stopped) {
            return;
        }
        try {
            background.execute(() -> ask(name));
        } catch (Throwable noThread) { // there is a next time
            ThreadFailures.caught(noThread);
            answered(name, List.of(), "cannot be looked up");
        }
    }

    private void ask(Name name) {
        List<IpAddress> usable = List.of();
        String failure = "stands for no address that peers can reach";
        try {
            usable = usable(lookup.addresses(name.text));
        } catch (UnknownHostException | RuntimeException | Error e) { // there is a next time
            LOGGER.debug("looking up {}", name.text, e);
            failure = "cannot be looked up";
        }
        answered(name, usable, failure);
    }

    /** @param failure why there is no address, if there is none */
    private void answered(Name name, List<IpAddress> usable, String failure) {
        control.execute(() -> {
            if (usable.isEmpty()) {
                failed(name, failure);
            } else {
                found(name, usable);
            }
            if (!name.tried) {
                name.tried = true;
                tried.countDown();
            }
            control.schedule(next(name), () -> lookUp(name));
        });
    }

    private static Duration next(Name name) {
        return name.failures > 0 && name.failures <= SOON ? AFTER_FAILURE : INTERVAL;
    }

    private void failed(Name name, String reason) {
        if (++name.failures == 1) {
            LOGGER.warn(
                    "the public address {} {}; {}, and it is looked up again",
                    name.text,
                    reason,
                    name.addresses.isEmpty() ? "answers carry no address for it" : "answers keep its last addresses");
        }
    }

    private void found(Name name, List<IpAddress> addresses) {
        if (name.failures > 0) {
            LOGGER.info("the public address {} can be looked up again", name.text);
        }
        name.failures = 0;
        List<IpAddress> chosen = chosen(name.addresses, addresses);
        if (!chosen.equals(name.addresses)) {
            name.addresses = chosen;
            listener.resolved(name.text, chosen);
        }
    }

    /** Resolvers change the order with each answer, which is no change: what was there keeps its place. */
    private static List<IpAddress> chosen(List<IpAddress> before, List<IpAddress> found) {
        List<IpAddress> chosen = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            Stream.concat(before.stream().filter(found::contains), found.stream())
                    .filter(address -> address.family() == family)
                    .distinct()
                    .limit(MOST_ADDRESSES)
                    .forEach(chosen::add);
        }
        return List.copyOf(chosen);
    }

    private static List<IpAddress> usable(List<InetAddress> found) {
        return found.stream()
                .map(address -> IpAddress.of(address).unmapped())
                .filter(PublicHost::isReachable)
                .toList();
    }
}
