package io.github.natcast.streamer.internal.answer;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.internal.addresses.AddressAdvice;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.addresses.PublicHost;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.topology.PublicAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses at which viewers reach this host now. When they change, answers from then on carry the new ones, and
 * viewers that can be told are told. Thread-safe; its listeners are called on the thread that brings the change.
 */
public final class ReachableAddresses {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReachableAddresses.class);

    private final AddressSettings settings;
    private final List<PublicAddress> publicTcp;
    private final IceTransport transport;
    private final Set<ToldCandidates> viewers = ConcurrentHashMap.newKeySet();
    private final Map<String, List<IpAddress>> resolved = new HashMap<>();
    private List<PublicHost> hosts;
    private Consumer<? super StreamerEvent> program = change -> {};
    private boolean advising;
    private Set<String> said = Set.of();
    private volatile List<PublicAddress> publicAddresses = List.of();
    private volatile AddressRewriting rewriting;

    /**
     * @param publicTcp where viewers connect by TCP, if not at the public addresses of {@code settings}; these stay
     * @param transport whose candidates viewers are told
     */
    public ReachableAddresses(AddressSettings settings, List<PublicAddress> publicTcp, IceTransport transport) {
        this.settings = settings;
        this.publicTcp = List.copyOf(publicTcp);
        this.transport = transport;
        this.hosts = settings.publicHosts();
        this.publicAddresses = current();
        this.rewriting = rewriting();
        transport.onCandidatesChanged(this::ownChanged);
    }

    /** Who is told of other public addresses; called in their order. Set before they can change. */
    public synchronized void onChange(Consumer<? super StreamerEvent> listener) {
        program = listener;
    }

    /** The public addresses that answers carry now. */
    public List<PublicAddress> publicAddresses() {
        return publicAddresses;
    }

    /** These take the place of all that were set before, names included. */
    public void publicAddresses(List<PublicAddress> addresses) {
        synchronized (this) {
            hosts = addresses.stream().<PublicHost>map(PublicHost.Literal::new).toList();
            publish("set by the program");
        }
        tellViewers();
    }

    /** A name of a public host stands for these addresses now. */
    public void resolved(String name, List<IpAddress> addresses) {
        synchronized (this) {
            resolved.put(name, List.copyOf(addresses));
            publish(name + " stands for other addresses");
        }
        tellViewers();
    }

    /** Warns of public addresses that cannot do what they are for; from now on also of those that come later. */
    public synchronized void advise() {
        Map<PublicHost, List<PublicAddress>> byHost = new LinkedHashMap<>();
        hosts.forEach(host -> byHost.put(host, host.addresses(this::known)));
        List<String> advice = new AddressAdvice(transport.localAddresses()).of(byHost);
        advice.stream().filter(each -> !said.contains(each)).forEach(LOGGER::warn);
        said = Set.copyOf(advice);
        advising = true;
    }

    private void ownChanged() {
        synchronized (this) {
            rewriting = rewriting();
        }
        tellViewers();
    }

    private void publish(String cause) {
        List<PublicAddress> before = publicAddresses;
        List<PublicAddress> now = current();
        publicAddresses = now;
        rewriting = rewriting();
        if (!now.equals(before)) {
            StreamerEvent.AddressesChanged change = new StreamerEvent.AddressesChanged(before, now, cause);
            LOGGER.info("{}", change.sentence());
            program.accept(change);
        }
        if (advising) {
            advise();
        }
    }

    private List<PublicAddress> current() {
        return hosts.stream()
                .flatMap(host -> host.addresses(this::known).stream())
                .distinct()
                .toList();
    }

    private List<IpAddress> known(String name) {
        return resolved.getOrDefault(name, List.of());
    }

    private AddressRewriting rewriting() {
        return new AddressRewriting(transport.ownAddresses(), publicAddresses, publicTcp, !hosts.isEmpty(), settings);
    }

    /** Rewrites an answer for its viewer. */
    String answer(String sdp, Audience audience) {
        return rewriting.answer(sdp, audience);
    }

    /** Tells this viewer its candidates now, and from now on those that are new, until {@link #forget}. */
    void follow(ToldCandidates viewer) {
        viewers.add(viewer);
        viewer.tell(this::candidates);
        if (viewer.hasEnded()) {
            viewers.remove(viewer);
        }
    }

    void forget(ToldCandidates viewer) {
        viewer.end();
        viewers.remove(viewer);
    }

    private List<String> candidates(String mid, Audience audience) {
        return rewritten(transport.localCandidates(), mid, audience);
    }

    /** Rewrites a session's candidates for its viewer. */
    List<String> rewritten(List<String> candidates, String mid, Audience audience) {
        return rewriting.candidates(candidates, mid, audience);
    }

    private void tellViewers() {
        long told =
                viewers.stream().filter(viewer -> viewer.tell(this::candidates)).count();
        if (told > 0) {
            LOGGER.info("the new addresses were sent to {} of the open viewers", told);
        }
    }
}
