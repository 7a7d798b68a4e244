package io.github.natcast.streamer.internal.warmup;

import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.ice4j.Gathering;
import io.github.natcast.streamer.internal.transport.ice4j.GatheringServers;
import io.github.natcast.streamer.internal.transport.ice4j.Ice4jTransport;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One controlling session finds a path to one that answers, over loopback. Confined to one call. */
final class IceWarmUp implements IceSessionListener {
    private static final Duration GATHERING = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch found = new CountDownLatch(1);

    private IceWarmUp() {}

    /**
     * Blocks for about a second in a cold JVM.
     *
     * @return whether there was a path in time; on a busy host there may be none, and all is loaded nonetheless
     */
    static boolean run(EgressSockets egress) throws IOException, InterruptedException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Gathering gathering = new Gathering(List.of(loopback), GatheringServers.none(), GATHERING, egress);
        try (SharedPortTransport answering = SharedPortTransport.bind(loopback, 0, 1, egress);
                IceSession peer = answering.open(new IceWarmUp());
                Ice4jTransport offering = Ice4jTransport.gather(gathering)) {
            IceWarmUp listener = new IceWarmUp();
            IceSession session = offering.open(listener);
            peer.start(offering.localCredentials());
            session.start(peer.localCredentials());
            InetSocketAddress at = answering.localAddresses().get(0);
            session.addRemoteCandidate("candidate:1 1 udp 2130706431 "
                    + at.getAddress().getHostAddress() + " " + at.getPort() + " typ host");
            return listener.found.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void onPath(MediaPath path) {
        found.countDown();
    }

    @Override
    public void onPacket(byte[] buffer, int offset, int length) {}

    @Override
    public void onFailed(String reason) {}
}
