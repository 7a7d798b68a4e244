package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.beans.PropertyChangeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.ice4j.ResponseCollector;
import org.ice4j.StunException;
import org.ice4j.StunMessageEvent;
import org.ice4j.StunResponseEvent;
import org.ice4j.StunTimeoutEvent;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.ice.Agent;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.stack.RawMessage;
import org.ice4j.stack.StunStack;

/**
 * One viewer's ice4j agent: controlled, with one stream and one component. It gets no remote candidate, since in this
 * mode such a pair fails at once and for good; it learns the viewer as peer-reflexive (RFC 8445 §7.3.1.3). Thread-safe.
 */
final class ViewerAgent implements AutoCloseable {
    /** How often ice4j looks for checks to send while the viewer joins, and afterwards. */
    private static final int JOINING_TA_MILLIS = 20;

    private static final int SETTLED_TA_MILLIS = 5_000;

    /** RFC 8445 §5.1.2.1 for a peer-reflexive candidate. */
    private static final long PRIORITY = (110L << 24) + (65_535L << 8) + 255;

    private static final String STREAM = "media";

    private final Agent agent = new Agent();
    private final IceMediaStream stream;
    private final AgentSocket.Placeholder placeholder;
    private final SentTransactions sent = new SentTransactions();
    private final Set<MediaBase> attached = new HashSet<>();
    private boolean ready;
    private boolean begun;
    private boolean closed;

    ViewerAgent(SharedPortHarvester harvester, AgentSocket.Placeholder placeholder, Runnable onFailed) {
        this.placeholder = placeholder;
        agent.setUseDynamicPorts(false);
        agent.addCandidateHarvester(harvester);
        agent.setControlling(false);
        agent.setPerformConsentFreshness(true);
        agent.setTa(JOINING_TA_MILLIS);
        agent.addStateChangeListener(event -> {
            if (hasFailed(event)) {
                onFailed.run();
            }
        });
        stream = agent.createMediaStream(STREAM);
        try {
            // Every pair that works is kept alive: the viewer may come back to it.
            agent.createComponent(stream, KeepAliveStrategy.ALL_SUCCEEDED, false);
        } catch (IOException e) {
            agent.free();
            throw new UncheckedIOException("no ICE agent: " + e.getMessage(), e);
        }
    }

    private static boolean hasFailed(PropertyChangeEvent event) {
        return event.getNewValue() == IceProcessingState.FAILED;
    }

    IceCredentials credentials() {
        return new IceCredentials(agent.getLocalUfrag(), agent.getLocalPassword());
    }

    /** RFC 8445 §7.1.3. */
    long tieBreaker() {
        return agent.getTieBreaker();
    }

    /** Checks that came earlier are answered already; ours begin now, or with the viewer's first one. */
    void start(IceCredentials remote) {
        boolean begin;
        synchronized (this) {
            stream.setRemoteUfrag(remote.usernameFragment());
            stream.setRemotePassword(remote.password());
            ready = true;
            begin = !attached.isEmpty();
        }
        if (begin) {
            begin();
        }
    }

    // Not before the first check: one of ours then answers it at once, not at the next tick of a timer, and a viewer
    // that never comes costs no ticks.
    private void begin() {
        synchronized (this) {
            if (begun || closed || !ready) {
                return;
            }
            begun = true;
        }
        agent.startConnectivityEstablishment();
    }

    /** There is a path: from now on ice4j looks for triggered checks less often. */
    void settle() {
        agent.setTa(SETTLED_TA_MILLIS);
    }

    /**
     * Checks an address that a settled viewer comes from for the first time, without waiting for ice4j's timer. ice4j
     * checks it later too, and then keeps its consent.
     */
    void check(MediaBase base, InetSocketAddress remote) {
        try {
            agent.getStunStack()
                    .sendRequest(
                            bindingRequest(),
                            new TransportAddress(remote, Transport.UDP),
                            SharedPortHarvester.transportAddress(base),
                            new IgnoreResponses());
        } catch (IOException | StunException | IllegalArgumentException e) {
            // ice4j's own check follows.
        }
    }

    private Request bindingRequest() throws StunException {
        String username = agent.generateLocalUserName(STREAM);
        MessageIntegrityAttribute integrity = AttributeFactory.createMessageIntegrityAttribute(username);
        integrity.setMedia(STREAM);
        Request request = MessageFactory.createBindingRequest(PRIORITY, agent.isControlling(), agent.getTieBreaker());
        request.putAttribute(AttributeFactory.createUsernameAttribute(username));
        request.putAttribute(integrity);
        return request;
    }

    boolean sentTransaction(long high, int low) {
        return sent.contains(high, low);
    }

    /** Handles an authentic STUN message on the calling thread, answer included. */
    void handle(byte[] packet, int length, MediaBase base, InetSocketAddress remote) {
        StunStack stack = agent.getStunStack();
        if (!attach(stack, base)) {
            return;
        }
        RawMessage raw = RawMessage.build(
                packet,
                length,
                new TransportAddress(remote, Transport.UDP),
                SharedPortHarvester.transportAddress(base));
        try {
            Message message = Message.decode(raw.getBytes(), 0, length);
            stack.handleMessageEvent(new StunMessageEvent(stack, raw, message));
            begin();
        } catch (StunException e) {
            // Its header is well-formed and it is authentic, yet it is no message: nothing to answer.
        }
    }

    // ice4j starts a reading thread with it: none may start once the agent is freed.
    private synchronized boolean attach(StunStack stack, MediaBase base) {
        if (!closed && attached.add(base)) {
            stack.addSocket(new AgentSocket(base, sent, placeholder));
        }
        return !closed;
    }

    /** The session reads responses itself, before the agent does. */
    private static final class IgnoreResponses implements ResponseCollector {
        @Override
        public void processResponse(StunResponseEvent event) {}

        @Override
        public void processTimeout(StunTimeoutEvent event) {}
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        agent.free();
    }
}
