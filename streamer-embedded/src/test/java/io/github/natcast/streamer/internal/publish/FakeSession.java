package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.internal.negotiation.AnswerReader;
import io.github.natcast.streamer.internal.negotiation.AnswerRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferWriter;
import io.github.natcast.streamer.internal.negotiation.TestPublications;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.topology.IceServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The media side of an attempt, which a test plays. Confined to its thread. */
final class FakeSession implements PublicationSession {
    private static final MediaPath PATH = new MediaPath(
            new InetSocketAddress("192.168.1.10", 40000), new InetSocketAddress("203.0.113.77", 8189), "host", "host");

    final Listener events;
    final List<List<IceServer>> gatheredWith = new ArrayList<>();
    String answered = "";
    final List<String> restarted = new ArrayList<>();
    PublicationTraffic traffic = PublicationTraffic.none();
    int prepared;
    int closed;

    private final Optional<RuntimeException> bug;

    private FakeSession(Listener events, Optional<RuntimeException> bug) {
        this.events = events;
        this.bug = bug;
    }

    /** Opens sessions and keeps them. */
    static final class Sessions implements Factory {
        final List<FakeSession> opened = new ArrayList<>();
        /** What the sessions that are opened from now on throw instead of taking an answer. */
        Optional<RuntimeException> bug = Optional.empty();

        @Override
        public PublicationSession open(Listener listener) {
            FakeSession session = new FakeSession(listener, bug);
            opened.add(session);
            return session;
        }

        FakeSession last() {
            return opened.get(opened.size() - 1);
        }
    }

    /** There is a path, the handshake is through, and the first packet has left. */
    void connects() {
        events.onPath(PATH);
        events.onFirstPacket();
    }

    void findsAPath() {
        events.onPath(PATH);
    }

    @Override
    public void prepare() {
        prepared++;
    }

    @Override
    public CompletionStage<String> offer(List<IceServer> servers) {
        gatheredWith.add(servers);
        return CompletableFuture.completedStage(TestPublications.offer());
    }

    @Override
    public void answer(String sdp) throws AnswerRejectedException {
        new AnswerReader(TestPublications.media()).read(sdp);
        if (bug.isPresent()) {
            throw bug.get();
        }
        answered = sdp;
    }

    @Override
    public CompletionStage<String> restart(List<IceServer> servers) {
        gatheredWith.add(servers);
        return CompletableFuture.completedStage(new OfferWriter(TestPublications.media())
                .fragment(TestPublications.CREDENTIALS, List.of(TestPublications.HOST)));
    }

    @Override
    public void restarted(String fragment) {
        restarted.add(fragment);
    }

    @Override
    public PublicationTraffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        closed++;
    }
}
