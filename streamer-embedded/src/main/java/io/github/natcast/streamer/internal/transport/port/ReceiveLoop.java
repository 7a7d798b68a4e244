package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.forwarded.ProxyHeader;
import io.github.natcast.streamer.internal.transport.ice.TimerWheel;
import io.github.natcast.streamer.internal.transport.port.MediaBase.Flow;
import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads the shared port, on all its addresses, takes what comes over TCP, and runs the viewers'
 * agents. It sorts packets (RFC 7983): a check by its username fragment, everything else by the remote address that
 * passed a check. Anything else is dropped; a check of a stranger is refused. Between packets it does what others give
 * it and wakes agents.
 */
final class ReceiveLoop implements Runnable, Executor {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReceiveLoop.class);
    private static final int LARGEST_DATAGRAM = 2048;

    /** Packets read at one address before the others get their turn. */
    private static final int BATCH = 64;

    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
    /** After a round that failed: the next may fail at once, too. */
    private static final long PAUSE_NANOS = 10 * MILLISECOND;

    private volatile boolean stopped;
    private final Selector selector;
    private final Map<String, SharedPortSession> sessions;
    private final ServerPackets serverPackets;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final byte[] packet = new byte[LARGEST_DATAGRAM];
    private final StunPacket stun = new StunPacket();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final TimerWheel timers = new TimerWheel(System.nanoTime());
    private final CandidateRoutes routes = new CandidateRoutes();
    private final ProxiedFlows proxied = new ProxiedFlows();
    private final Strays strays = new Strays(System.nanoTime());
    private final Refusals refusals = new Refusals(System.nanoTime());

    /** Takes the packets of STUN and TURN servers. On the receive thread. */
    interface ServerPackets {
        /** Takes a response from a server; false when it answers a check toward a viewer. */
        boolean take(MediaBase base, InetSocketAddress remote, StunPacket response);

        /** The socket whose packets this TURN server wraps; null when the address is no TURN server. */
        @Nullable
        RelaySocket relayBehind(InetSocketAddress remote);
    }

    /** @param sessions by local username fragment; concurrent */
    ReceiveLoop(List<MediaSocket> sockets, Map<String, SharedPortSession> sessions, ServerPackets serverPackets)
            throws IOException {
        this.selector = Selector.open();
        this.sessions = sessions;
        this.serverPackets = serverPackets;
        for (MediaSocket socket : sockets) {
            socket.receiver().register(selector, SelectionKey.OP_READ, socket);
        }
    }

    /** Reads this socket, too, soon. One that is closed is not read any more. */
    void add(MediaSocket socket) {
        execute(() -> {
            try {
                socket.receiver().register(selector, SelectionKey.OP_READ, socket);
            } catch (IOException | ClosedSelectorException e) {
                LOGGER.debug("an address went before it was read", e);
            }
        });
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                try {
                    round();
                } catch (Throwable e) {
                    ThreadFailures.caught(e);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } finally {
            closeSelector();
        }
    }

    private void round() throws IOException {
        long now = System.nanoTime();
        timers.advance(now);
        long wait = timers.nextNanos(now + LONGEST_WAIT_NANOS) - now;
        if (tasks.isEmpty()) {
            selector.select(this::readSome, Math.max(1, (wait + MILLISECOND - 1) / MILLISECOND));
        } else {
            selector.selectNow(this::readSome);
        }
        runTasks();
    }

    /** On this thread: a selector must not be closed while a socket is registered with it. */
    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOGGER.debug("closing the selector", e);
        }
    }

    /** Ends this thread, soon. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    /** Runs the task on this thread, soon. Not at all after {@link #stop}. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    private void runTasks() {
        woken.set(false);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (Throwable e) {
                ThreadFailures.caught(e);
            }
        }
    }

    /** Wakes agents; on the receive thread. */
    TimerWheel timers() {
        return timers;
    }

    /** Which client is behind which socket of a tunnel. */
    ProxiedFlows proxied() {
        return proxied;
    }

    /** On the receive thread. */
    CandidateRoutes routes() {
        return routes;
    }

    /** On the receive thread. */
    Strays strays() {
        return strays;
    }

    private void readSome(SelectionKey key) {
        MediaSocket socket = (MediaSocket) key.attachment();
        DatagramChannel channel = (DatagramChannel) key.channel();
        for (int i = 0; i < BATCH; i++) {
            try {
                datagram.clear();
                InetSocketAddress remote = (InetSocketAddress) channel.receive(datagram);
                if (remote == null) {
                    return;
                }
                int length = datagram.flip().remaining();
                datagram.get(packet, 0, length);
                sortProxied(socket, remote, length);
            } catch (IOException e) {
                LOGGER.debug("receiving", e);
                return;
            } catch (Throwable e) { // the packet is dropped
                ThreadFailures.caught(e);
            }
        }
    }

    private void sortProxied(MediaSocket socket, InetSocketAddress remote, int length) {
        int header = length > 0 && ProxyHeader.mayBegin(packet[0])
                ? proxied.headerLength(packet, length, remote, System.nanoTime())
                : 0;
        if (header > 0) {
            System.arraycopy(packet, header, packet, 0, length - header);
        }
        if (header != ProxiedFlows.REFUSED) {
            sort(socket, remote, length - header);
        }
    }

    /** A packet of a TCP connection; on this thread. */
    void receive(MediaBase base, InetSocketAddress remote, byte[] arrived, int length) {
        try {
            System.arraycopy(arrived, 0, packet, 0, length);
            sort(base, remote, length);
        } catch (Throwable e) { // the packet is dropped
            ThreadFailures.caught(e);
        }
    }

    private void sort(MediaBase base, InetSocketAddress remote, int length) {
        if (length == 0) {
            return;
        }
        if (StunPacket.isStun(packet[0])) {
            if (stun.read(packet, length) && stun.isIntact()) {
                sortStun(base, remote);
            }
        } else if (ChannelData.isChannelData(packet[0])) {
            unwrapChannel(base, remote, length);
        } else {
            @Nullable Flow flow = base.flow(remote);
            if (flow != null) {
                flow.session().onPacket(flow.pair(), packet, length);
            } else {
                strays.receive(base, remote, packet, length, System.nanoTime());
            }
        }
    }

    private void sortStun(MediaBase base, InetSocketAddress remote) {
        if (stun.type() == StunPacket.BINDING_REQUEST) {
            check(base, remote);
        } else if (stun.type() == Stun.DATA_INDICATION) {
            unwrapIndication(base, remote);
        } else if (!serverPackets.take(base, remote, stun)) {
            answer(base, remote);
        }
    }

    /** Several sessions may have checked this address: the transaction tells whose check is answered. */
    private void answer(MediaBase base, InetSocketAddress remote) {
        @Nullable Flow flow = base.flow(remote);
        if (flow != null && flow.session().onResponse(stun, base, remote)) {
            return;
        }
        // Whoever takes it may change these lists, so that nobody comes after it.
        for (Flow rival : base.rivals(remote)) {
            if (rival.session().onResponse(stun, base, remote)) {
                return;
            }
        }
        for (SharedPortSession session : routes.to(remote)) {
            if (session.onResponse(stun, base, remote)) {
                return;
            }
        }
    }

    // By fragment first: after an ICE restart, or a new page, the same address belongs to another session.
    private void check(MediaBase base, InetSocketAddress remote) {
        @Nullable SharedPortSession addressed = addressed(stun);
        if (addressed != null && !addressed.admitsCheck(base, remote)) {
            return;
        }
        if (isAuthentic(addressed, stun, base, remote)) {
            return;
        }
        if (addressed == null || tasks.isEmpty()) {
            base.refuse(stun, remote, refusals, System.nanoTime());
        } else {
            // The answer with new credentials may have been faster than the task that gives them to the agent. What
            // waits may be packets, too, which take this one's place: a copy comes after them.
            StunPacket request = stun.copy();
            tasks.add(() -> checkAgain(request, base, remote));
        }
    }

    private void checkAgain(StunPacket request, MediaBase base, InetSocketAddress remote) {
        if (!isAuthentic(addressed(request), request, base, remote)) {
            base.refuse(request, remote, refusals, System.nanoTime());
        }
    }

    private @Nullable SharedPortSession addressed(StunPacket request) {
        String fragment = request.receiverUfrag();
        return fragment == null ? null : sessions.get(fragment);
    }

    private boolean isAuthentic(
            @Nullable SharedPortSession session, StunPacket request, MediaBase base, InetSocketAddress remote) {
        if (session == null || !session.onRequest(request, base, remote)) {
            return false;
        }
        @Nullable InetSocketAddress client = base.isTcp() ? null : proxied.client(remote, System.nanoTime());
        if (client != null) {
            session.onForwarded(client);
        }
        return true;
    }

    private void unwrapChannel(MediaBase base, InetSocketAddress remote, int length) {
        @Nullable RelaySocket relay = relayBehind(base, remote);
        int dataLength = ChannelData.dataLength(packet, length);
        if (relay == null || dataLength == ChannelData.MALFORMED) {
            return;
        }
        @Nullable InetSocketAddress peer = relay.relay().peer(ChannelData.channel(packet));
        if (peer != null) {
            relay.relay().heard(System.nanoTime());
            System.arraycopy(packet, ChannelData.HEADER_LENGTH, packet, 0, dataLength);
            sort(relay, peer, dataLength);
        }
    }

    /** RFC 8656 §11.4: comes before there is a channel. */
    private void unwrapIndication(MediaBase base, InetSocketAddress remote) {
        @Nullable RelaySocket relay = relayBehind(base, remote);
        @Nullable
        InetSocketAddress peer = stun.xorAddress(Stun.XOR_PEER_ADDRESS).orElse(null);
        @Nullable ByteBuffer data = stun.attribute(Stun.DATA).orElse(null);
        if (relay != null && peer != null && data != null) {
            int length = data.remaining();
            data.get(packet, 0, length);
            relay.relay().heard(System.nanoTime());
            sort(relay, peer, length);
        }
    }

    /** A packet that came out of a relay is not unwrapped again. */
    private @Nullable RelaySocket relayBehind(MediaBase base, InetSocketAddress remote) {
        return base instanceof RelaySocket ? null : serverPackets.relayBehind(remote);
    }
}
