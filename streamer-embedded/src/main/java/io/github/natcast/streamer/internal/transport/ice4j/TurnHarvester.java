package io.github.natcast.streamer.internal.transport.ice4j;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.RelayedCandidate;
import org.ice4j.ice.ServerReflexiveCandidate;
import org.ice4j.ice.harvest.TurnCandidateHarvest;
import org.ice4j.ice.harvest.TurnCandidateHarvester;
import org.ice4j.security.LongTermCredential;
import org.ice4j.socket.IceUdpSocketWrapper;
import org.ice4j.socket.MultiplexingDatagramSocket;
import org.jspecify.annotations.Nullable;

/** Allocates on one TURN server, over UDP from each host socket, or over one TCP connection. One thread harvests. */
final class TurnHarvester extends TurnCandidateHarvester implements ServerHarvester {
    /** Of an allocation and of what is asked after it. */
    private static final int REQUESTS = 2;

    private final GatheringServers.Turn server;
    private final Duration limit;
    private final PacketSorter.Input input;
    private final Function<InetSocketAddress, @Nullable HostSocket> sockets;
    private final Consumer<RelayRoute> relays;
    private final List<Harvest> harvests = new CopyOnWriteArrayList<>();
    private volatile @Nullable Connection connection;

    /**
     * @param limit of connecting by TCP
     * @param input takes what is not ICE's from a TCP connection
     * @param sockets finds the socket of a host candidate
     * @param relays takes the allocations
     */
    TurnHarvester(
            GatheringServers.Turn server,
            Duration limit,
            PacketSorter.Input input,
            Function<InetSocketAddress, @Nullable HostSocket> sockets,
            Consumer<RelayRoute> relays) {
        super(
                new TransportAddress(server.address(), Transport.UDP),
                new LongTermCredential(server.username(), server.password()));
        this.server = server;
        this.limit = limit;
        this.input = input;
        this.sockets = sockets;
        this.relays = relays;
    }

    /** Over TCP the first host candidate stands for all: the operating system chooses the source. */
    @Override
    protected @Nullable HostCandidate getHostCandidate(HostCandidate host) {
        if (!server.tcp()) {
            return host;
        }
        if (connection != null) {
            return null;
        }
        try {
            TurnTcpSocket connected = TurnTcpSocket.connect(server.address(), limit);
            PacketSorter sorter = new PacketSorter(input);
            DatagramSocket seen = new MultiplexingDatagramSocket(new SortingSocket(connected, sorter));
            connection = new Connection(connected, sorter, seen);
            HostCandidate candidate = new HostCandidate(new IceUdpSocketWrapper(seen), host.getParentComponent());
            getStunStack().addSocket(candidate.getStunSocket(null));
            return candidate;
        } catch (IOException e) {
            return null;
        }
    }

    /** The channels are learned from the first request on. */
    @Override
    protected TurnCandidateHarvest createHarvest(HostCandidate host) {
        Connection connected = connection;
        HostSocket socket = sockets.apply(host.getTransportAddress());
        if (connected != null) {
            return added(new Harvest(host, connected.carrier, connected.sorter.channels(server.address())));
        }
        if (socket != null) {
            return added(new Harvest(host, socket, socket.sorter().channels(server.address())));
        }
        throw new IllegalStateException("a host candidate without a socket: " + host.getTransportAddress());
    }

    private Harvest added(Harvest harvest) {
        harvests.add(harvest);
        return harvest;
    }

    /** Closes what ice4j does not know to be open, too. */
    @Override
    public void close() {
        Connection connected = connection;
        if (connected != null) {
            connected.socket.close();
        }
        harvests.forEach(Harvest::giveUp);
    }

    /** A TCP connection to the server, and what stands before it for ice4j. */
    private record Connection(TurnTcpSocket carrier, PacketSorter sorter, DatagramSocket socket) {}

    /** One allocation. */
    private final class Harvest extends TurnCandidateHarvest {
        private final Carrier carrier;
        private final TurnChannels channels;

        Harvest(HostCandidate host, Carrier carrier, TurnChannels channels) {
            super(TurnHarvester.this, host);
            this.carrier = carrier;
            this.channels = channels;
        }

        /** ice4j takes the end of one request for the beginning of the next, which finds no socket. */
        void giveUp() {
            for (int i = 0; i < REQUESTS && !completedResolvingCandidate(null, null); i++) {
                // The next one.
            }
        }

        @Override
        protected RelayedCandidate createRelayedCandidate(TransportAddress relayed, TransportAddress mapped) {
            InetSocketAddress address = new InetSocketAddress(relayed.getAddress(), relayed.getPort());
            relays.accept(new RelayRoute(address, carrier, server.address(), channels));
            return super.createRelayedCandidate(relayed, mapped);
        }

        /** What the server sees of a TCP connection is no address that UDP packets reach. */
        @Override
        protected @Nullable ServerReflexiveCandidate createServerReflexiveCandidate(TransportAddress mapped) {
            return server.tcp() ? null : super.createServerReflexiveCandidate(mapped);
        }

        /** ice4j refreshes an allocation when it has just expired; here, when half of its time is over. */
        @Override
        protected void setSendKeepAliveMessageInterval(long milliseconds) {
            if (milliseconds == SEND_KEEP_ALIVE_MESSAGE_INTERVAL_NOT_SPECIFIED) {
                super.setSendKeepAliveMessageInterval(milliseconds);
            } else if (milliseconds > 1) {
                super.setSendKeepAliveMessageInterval(milliseconds / 2);
            }
        }
    }
}
